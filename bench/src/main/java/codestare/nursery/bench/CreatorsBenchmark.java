package codestare.nursery.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Several platform threads that create empty tasks in the same scope. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CreatorsBenchmark {
    private static final int TASKS = 100_000;

    @Param({"2", "4"})
    public int creators;

    private ExecutorService threads = Executors.newSingleThreadExecutor();

    @Setup
    public void begin() {
        threads.shutdown();
        threads = Executors.newFixedThreadPool(creators);
    }

    @TearDown
    public void end() {
        threads.shutdown();
    }

    @Benchmark
    public void createTogether(PeerState peer) throws Exception {
        Work work = Work.of(() -> {});
        Peer.Scope scope = peer.running.open(TASKS);
        CompletionService<Void> creating = new ExecutorCompletionService<>(threads);
        Callable<Void> part = () -> {
            for (int i = 0; i < TASKS / creators; i++) {
                scope.create(work);
            }
            return null;
        };
        for (int i = 0; i < creators; i++) {
            creating.submit(part);
        }
        for (int i = 0; i < creators; i++) {
            creating.take().get();
        }
        scope.join();
    }
}
