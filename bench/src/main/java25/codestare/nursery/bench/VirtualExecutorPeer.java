package codestare.nursery.bench;

import java.util.concurrent.Executors;

/** The JDK's executor that makes a virtual thread for each task. */
public final class VirtualExecutorPeer extends ExecutorPeer {
    public VirtualExecutorPeer() {
        super(Executors::newVirtualThreadPerTaskExecutor);
    }
}
