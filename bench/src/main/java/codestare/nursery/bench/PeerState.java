package codestare.nursery.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer of this fork. */
@State(Scope.Benchmark)
public class PeerState {
    @Param({"nursery", "virtualThread", "virtualExecutor", "scope", "kotlin", "forkJoin"})
    public String peer = "";

    // made for each trial
    Peer running = new ForkJoinPeer();

    @Setup
    public void begin() {
        running.close();
        running = Peer.named(peer);
    }

    @TearDown
    public void end() {
        running.close();
    }
}
