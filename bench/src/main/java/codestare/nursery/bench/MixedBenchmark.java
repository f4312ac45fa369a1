package codestare.nursery.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Half of the tasks sleep for a millisecond, half compute: how long from a task's creation to its first action. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MixedBenchmark {
    private static final int TASKS = 100_000;
    private static final int AT_ONCE = 100;
    private static final long TOKENS = 2_000;

    @Param({"inside", "outside"})
    public String from = "";

    /** The time from creation to first action, in microseconds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Latency {
        public double p50;
        public double p99;
        public double p999;

        private void take(long[] nanos) {
            Arrays.sort(nanos);
            p50 = at(nanos, 0.5);
            p99 = at(nanos, 0.99);
            p999 = at(nanos, 0.999);
        }

        private static double at(long[] sorted, double part) {
            return sorted[(int) (sorted.length * part)] / 1000.0;
        }
    }

    @Benchmark
    public void sleepOrCompute(PeerState peer, Latency latency) throws Exception {
        long[] waited = new long[TASKS];
        int[] next = new int[1];
        peer.running.rounds("inside".equals(from), TASKS / AT_ONCE, AT_ONCE, i -> {
            int number = next[0]++;
            long created = System.nanoTime();
            boolean sleeps = number % 2 == 0;
            Runnable action = () -> {
                waited[number] = System.nanoTime() - created;
                if (!sleeps) {
                    Blackhole.consumeCPU(TOKENS);
                }
            };
            return sleeps ? Work.thenSleep(action, 1) : Work.of(action);
        });
        latency.take(waited);
    }
}
