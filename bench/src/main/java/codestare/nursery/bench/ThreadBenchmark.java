package codestare.nursery.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How many threads a burst of short tasks uses. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ThreadBenchmark {
    @Param({"100000", "1000000"})
    public int tasks;

    /** The threads that ran tasks. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Used {
        public double threads;
    }

    @Benchmark
    public void burst(PeerState peer, Used used) throws Exception {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Work work = Work.of(() -> seen.add(Thread.currentThread()));
        peer.running.rounds(true, 1, tasks, i -> work);
        used.threads = seen.size();
    }
}
