package codestare.nursery.bench;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskNursery;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What only a nursery has, or promises. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NurseryBenchmark {
    /** What is left in the heap. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Left {
        public double kilobytes;
    }

    @Benchmark
    public void hundredMillionTasks(Left left) throws InterruptedException {
        try (TaskNursery nursery = Nurseries.factory().open()) {
            nursery.createTask(() -> {});
            nursery.join();
            long before = Heap.used();
            for (int i = 0; i < 100_000_000; i++) {
                nursery.createTask(() -> {});
            }
            nursery.join();
            left.kilobytes = (Heap.used() - before) / 1024.0;
        }
    }

    @Benchmark
    public int exitStackOfTenThousand() {
        int[] closed = new int[1];
        try (TaskNursery nursery = Nurseries.factory().open(NurseryOptions.defaults())) {
            for (int i = 0; i < 10_000; i++) {
                nursery.callback(() -> closed[0]++);
            }
        }
        if (closed[0] != 10_000) {
            throw new IllegalStateException("callbacks run: " + closed[0]);
        }
        return closed[0];
    }
}
