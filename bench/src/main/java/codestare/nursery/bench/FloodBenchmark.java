package codestare.nursery.bench;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.Nurseries;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
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
import org.openjdk.jmh.infra.Blackhole;

/** What becomes of the tasks of one loop while another one is flooded: how long one takes from its making to its result. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {Jvm.HEAP_FROM, Jvm.HEAP_TO, Jvm.COLLECTOR})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 4)
public class FloodBenchmark {
    private static final int MILLION = 1_000_000;

    /** {@code none}; a million tasks of a microsecond, again and again; or a million that wait. */
    @Param({"none", "short", "blocked"})
    public String flood = "none";

    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean over;
    private @Nullable Thread flooding;
    private @Nullable TaskNursery flooded;
    private @Nullable TaskNursery other;

    @Setup
    public void begin() throws InterruptedException {
        flooded = open("flooded");
        other = open("other");
        if (flood.equals("short")) {
            flooding = new Thread(this::floodWithShortTasks, "flood");
            flooding.start();
        } else if (flood.equals("blocked")) {
            floodWithBlockedTasks();
        }
    }

    private static TaskNursery open(String name) {
        TaskLoop loop = Nurseries.loops().loop(name);
        loop.setExceptionHandler(ExceptionHandler.logOnly());
        return Nurseries.factory()
                .open(NurseryOptions.defaults().withName(name).withLoop(loop).withGrace(Duration.ofMinutes(5)));
    }

    private void floodWithShortTasks() {
        TaskNursery nursery = Objects.requireNonNull(flooded);
        Callable<@Nullable Void> body = () -> {
            Blackhole.consumeCPU(500);
            return null;
        };
        try {
            while (!over) {
                for (int i = 0; i < MILLION && !over; i++) {
                    nursery.createTask("short", body);
                }
                nursery.join();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void floodWithBlockedTasks() throws InterruptedException {
        TaskNursery nursery = Objects.requireNonNull(flooded);
        CountDownLatch begun = new CountDownLatch(MILLION);
        for (int i = 0; i < MILLION; i++) {
            nursery.createTask("blocked", () -> {
                begun.countDown();
                release.await();
            });
        }
        begun.await();
    }

    @TearDown
    public void end() throws InterruptedException {
        over = true;
        release.countDown();
        // a million that are interrupted while they wait for one latch would look through its queue, each of them
        Objects.requireNonNull(flooded).join();
        Objects.requireNonNull(flooded).close();
        Objects.requireNonNull(other).close();
        Thread present = flooding;
        if (present != null) {
            present.join();
        }
    }

    @Benchmark
    public Integer task() throws Exception {
        return Objects.requireNonNull(other).createTask("task", () -> 5).get();
    }
}
