package codestare.nursery.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Tasks that sleep: until all have begun, what each takes of the heap, and until all have ended after a cancel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SleeperBenchmark {
    private static final long HOUR = 3_600_000;

    @Param({"10", "1000", "100000", "1000000"})
    public int sleepers;

    /** The heap that each sleeper takes. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cost {
        public double bytesEach;

        private Peer.Scope scope = new ForkJoinPeer().open(0);
        private long usedBefore;

        @Setup(Level.Invocation)
        public void prepare() {
            usedBefore = Heap.used();
        }

        @TearDown(Level.Invocation)
        public void cancel(SleeperBenchmark benchmark) throws Exception {
            bytesEach = (Heap.used() - usedBefore) / (double) benchmark.sleepers;
            scope.cancel();
        }
    }

    /** Sleepers that sleep already. */
    @State(Scope.Thread)
    public static class Asleep {
        private Peer.Scope scope = new ForkJoinPeer().open(0);

        @Setup(Level.Invocation)
        public void begin(PeerState peer, SleeperBenchmark benchmark) throws Exception {
            scope = benchmark.begin(peer.running);
        }
    }

    private Peer.Scope begin(Peer peer) throws Exception {
        CountDownLatch begun = new CountDownLatch(sleepers);
        Work work = Work.thenSleep(begun::countDown, HOUR);
        Peer.Scope scope = peer.open(sleepers);
        for (int i = 0; i < sleepers; i++) {
            scope.create(work);
        }
        begun.await();
        return scope;
    }

    @Benchmark
    public void untilAllSleep(PeerState peer, Cost cost) throws Exception {
        cost.scope = begin(peer.running);
    }

    @Benchmark
    public void cancelAll(PeerState peer, Asleep asleep) throws Exception {
        asleep.scope.cancel();
    }
}
