package codestare.nursery.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Benchmarks that are run one after the other, into one file of results. */
final class Suite {
    private static final boolean NEWER_JDK = Runtime.version().feature() >= 25;
    private static final String[] PEERS = NEWER_JDK
            ? new String[] {"nursery", "virtualThread", "virtualExecutor", "scope", "kotlin", "forkJoin"}
            : new String[] {"nursery", "cachedPool", "kotlin", "forkJoin"};
    private static final String[] BLOCKING = without("forkJoin");

    // the last one is for the scope, which is a preview
    private static final String[] JVM_ARGS = NEWER_JDK
            ? new String[] {Jvm.HEAP_FROM, Jvm.HEAP_TO, Jvm.COLLECTOR, "--enable-preview"}
            : new String[] {Jvm.HEAP_FROM, Jvm.HEAP_TO, Jvm.COLLECTOR};

    private final List<ChainedOptionsBuilder> parts = new ArrayList<>();

    private static String[] without(String... peers) {
        return Arrays.stream(PEERS)
                .filter(peer -> !List.of(peers).contains(peer))
                .toArray(String[]::new);
    }

    static Suite everyDay() {
        Suite suite = new Suite();
        // what an empty scope costs shows only once all of it is compiled
        suite.timed(
                4,
                3,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "0", "3").param("micros", "0"));
        suite.timed(
                2,
                3,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "1000", "1000000").param("micros", "0"));
        return suite;
    }

    /** Each workload in one size or two. */
    static Suite eachWorkload() {
        String[] few = NEWER_JDK ? new String[] {"nursery", "virtualThread", "scope", "kotlin"} : BLOCKING;
        Suite suite = everyDay();
        suite.timed(
                2,
                3,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "1000").param("micros", "1", "50").param("from", "inside"));
        suite.timed(
                2,
                3,
                "TaskBenchmark",
                new String[] {"nurseryFresh"},
                part -> part.param("tasks", "1000").param("micros", "0"));
        suite.timed(1, 3, "TreeBenchmark", without("cachedPool"), part -> part);
        suite.timed(2, 3, "CreatorsBenchmark", without("scope", "forkJoin"), part -> part);
        suite.timed(
                2,
                3,
                "FailureBenchmark",
                NEWER_JDK ? new String[] {"nursery", "scope", "kotlin"} : new String[] {"nursery", "kotlin"},
                part -> part);
        suite.shot(5, 5, "MixedBenchmark", few, part -> part.param("from", "inside"));
        // what a start costs shows only once all of it is compiled
        suite.shot(20, 9, "SleeperBenchmark", few, part -> part.param("sleepers", "1000"));
        if (NEWER_JDK) {
            suite.shot(20, 9, "SleeperBenchmark", few, part -> part.param("sleepers", "100000"));
            suite.shot(3, 3, "SleeperBenchmark", few, part -> part.param("sleepers", "1000000"));
        }
        suite.alone();
        return suite;
    }

    private void alone() {
        shot(
                2,
                3,
                "ThreadBenchmark",
                NEWER_JDK ? new String[] {"nursery"} : new String[] {"nursery", "cachedPool"},
                part -> part);
        shot(0, 1, "NurseryBenchmark.hundredMillionTasks", new String[0], part -> part);
        shot(20, 20, "NurseryBenchmark.exitStackOfTenThousand", new String[0], part -> part);
    }

    static Suite everything() {
        Suite suite = new Suite();
        suite.timed(
                4,
                5,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "0", "1000000").param("micros", "0"));
        suite.timed(
                4,
                5,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "1", "3", "10", "1000").param("micros", "0", "1", "50"));
        suite.timed(
                1,
                3,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "1000000").param("micros", "1"));
        suite.shot(
                0,
                1,
                "TaskBenchmark",
                PEERS,
                part -> part.param("tasks", "1000000").param("micros", "50"));
        suite.timed(
                4,
                5,
                "TaskBenchmark",
                new String[] {"nurseryFresh"},
                part -> part.param("tasks", "1000").param("micros", "0"));
        suite.timed(3, 5, "TreeBenchmark", without("cachedPool"), part -> part);
        suite.timed(3, 5, "CreatorsBenchmark", without("scope", "forkJoin"), part -> part);
        suite.timed(
                3,
                5,
                "FailureBenchmark",
                NEWER_JDK ? new String[] {"nursery", "scope", "kotlin"} : new String[] {"nursery", "kotlin"},
                part -> part);
        suite.shot(5, 7, "MixedBenchmark", BLOCKING, part -> part);
        if (NEWER_JDK) {
            suite.shot(3, 5, "SleeperBenchmark", BLOCKING, part -> part);
        } else {
            // a platform thread for each
            suite.shot(3, 5, "SleeperBenchmark", BLOCKING, part -> part.param("sleepers", "10", "1000"));
        }
        suite.alone();
        return suite;
    }

    private void timed(
            int warmups, int iterations, String benchmark, String[] peers, UnaryOperator<ChainedOptionsBuilder> more) {
        add(
                warmups,
                iterations,
                benchmark,
                peers,
                part -> more.apply(part)
                        .warmupTime(TimeValue.milliseconds(700))
                        .measurementTime(TimeValue.milliseconds(700)));
    }

    private void shot(
            int warmups, int iterations, String benchmark, String[] peers, UnaryOperator<ChainedOptionsBuilder> more) {
        add(warmups, iterations, benchmark, peers, part -> more.apply(part).mode(Mode.SingleShotTime));
    }

    private void add(
            int warmups, int iterations, String benchmark, String[] peers, UnaryOperator<ChainedOptionsBuilder> more) {
        ChainedOptionsBuilder part = new OptionsBuilder()
                .include(Suite.class.getPackageName() + "\\." + benchmark.replace(".", "\\.") + "\\b")
                .forks(1)
                .warmupIterations(warmups)
                .measurementIterations(iterations)
                .shouldFailOnError(true)
                .jvmArgsAppend(JVM_ARGS);
        if (peers.length > 0) {
            part.param("peer", peers);
        }
        parts.add(more.apply(part));
    }

    /** Runs all; after each part, the file has what there is. */
    void run(Path file) throws RunnerException, IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Collection<RunResult> results = new ArrayList<>();
        for (ChainedOptionsBuilder part : parts) {
            results.addAll(new Runner(part.build()).run());
            ResultFormatFactory.getInstance(ResultFormatType.JSON, target.toString())
                    .writeOut(results);
        }
    }
}
