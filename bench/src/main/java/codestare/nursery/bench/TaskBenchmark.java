package codestare.nursery.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Creates tasks in one scope and waits for them, again and again until there were ten thousand; no task is an empty scope,
 * three are a request.
 *
 * <p>From inside, one task does all that: the way there and back, which wakes two threads, is a small part of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskBenchmark {
    /** What keeps one processor of the machine of docs/performance.md busy for a microsecond. */
    private static final long TOKENS_PER_MICROSECOND = 560;

    @Param({"inside", "outside"})
    public String from = "";

    @Param({"0", "1", "3", "10", "1000", "1000000"})
    public int tasks;

    @Param({"0", "1", "50"})
    public int micros;

    @Benchmark
    public void createAndJoin(PeerState peer) throws Exception {
        Work work = Work.of(micros == 0 ? () -> {} : () -> Blackhole.consumeCPU(micros * TOKENS_PER_MICROSECOND));
        peer.running.rounds("inside".equals(from), rounds(tasks), tasks, i -> work);
    }

    /** How many scopes an operation opens. */
    static int rounds(int tasks) {
        return Math.max(1, 10_000 / Math.max(1, tasks));
    }
}
