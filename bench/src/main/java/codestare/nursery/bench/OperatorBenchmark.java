package codestare.nursery.bench;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskNursery;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.TaskCounts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a look at very many tasks costs the one who looks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {Jvm.HEAP_FROM, Jvm.HEAP_TO})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OperatorBenchmark {
    @Param("100000")
    public int tasks;

    private final CountDownLatch release = new CountDownLatch(1);
    private @Nullable TaskNursery nursery;

    @Setup
    public void begin() throws InterruptedException {
        TaskNursery opened = Nurseries.factory().open(NurseryOptions.defaults().withGrace(Duration.ofMinutes(5)));
        CountDownLatch begun = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            opened.createTask("sleeper-" + i, () -> {
                begun.countDown();
                release.await();
            });
        }
        begun.await();
        nursery = opened;
    }

    @TearDown
    public void end() {
        release.countDown();
        if (nursery != null) {
            nursery.close();
        }
    }

    @Benchmark
    public List<LoopSnapshot> loops() {
        List<LoopSnapshot> loops = Nurseries.runtime().loops();
        int seen = loops.get(0).nurseries().get(0).tasks().size();
        if (seen != tasks) {
            throw new IllegalStateException("tasks seen: " + seen);
        }
        return loops;
    }

    @Benchmark
    public TaskCounts counts() {
        return Nurseries.runtime().counts();
    }
}
