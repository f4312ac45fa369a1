package codestare.nursery.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A failing task beside a sleeping one: from the opening of the scope until its owner has the failure and all has ended. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FailureBenchmark {
    @Benchmark
    public void failAndJoin(PeerState peer) throws Exception {
        peer.running.failure();
    }
}
