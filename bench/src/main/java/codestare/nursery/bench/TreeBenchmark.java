package codestare.nursery.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Skynet: a tree of tasks with a million leaves, each inner one waiting for its ten. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TreeBenchmark {
    private static final int LEAVES = 1_000_000;

    @Benchmark
    public void skynet(PeerState peer) throws Exception {
        peer.running.inside(() -> {
            long sum = peer.running.skynet(0, LEAVES);
            if (sum != LEAVES * (LEAVES - 1L) / 2) {
                throw new IllegalStateException("sum [" + sum + "] is wrong");
            }
            return null;
        });
    }
}
