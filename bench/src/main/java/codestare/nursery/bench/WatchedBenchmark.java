package codestare.nursery.bench;

import codestare.nursery.Nurseries;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskNursery;
import codestare.nursery.jfr.NurseryRecorder;
import codestare.nursery.runtime.Registration;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an empty task pays for a name of its own, which its thread bears while it runs, and for who watches: nobody, a flight
 * recorder's adapter while nothing is recorded, and while tasks are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgs = {Jvm.HEAP_FROM, Jvm.HEAP_TO, Jvm.COLLECTOR})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class WatchedBenchmark {
    private static final int TASKS = 100_000;
    private static final TaskAction NOTHING = () -> {};

    @Param({"nobody", "recorder", "recording"})
    public String watcher = "";

    @Param({"false", "true"})
    public boolean named;

    private @Nullable Registration recorder;
    private @Nullable Recording recording;

    @Setup
    public void begin() {
        if (!watcher.equals("nobody")) {
            recorder = NurseryRecorder.install(Nurseries.runtime());
        }
        if (watcher.equals("recording")) {
            Recording started = new Recording();
            started.enable("codestare.nursery.Task");
            started.start();
            recording = started;
        }
    }

    @TearDown
    public void end() {
        if (recording != null) {
            recording.close();
        }
        if (recorder != null) {
            recorder.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void emptyTasks() throws InterruptedException {
        try (TaskNursery nursery = Nurseries.factory().open()) {
            nursery.createTask("creator", () -> {
                for (int i = 0; i < TASKS; i++) {
                    if (named) {
                        nursery.createTask("import", NOTHING);
                    } else {
                        nursery.createTask(NOTHING);
                    }
                }
            });
            nursery.join();
        }
    }
}
