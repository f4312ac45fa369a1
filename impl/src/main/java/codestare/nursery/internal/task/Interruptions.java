package codestare.nursery.internal.task;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;

/** What blocking calls throw when they are told to stop. */
public final class Interruptions {
    private Interruptions() {}

    public static boolean isOne(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof CancellationException
                || thrown instanceof InterruptedIOException
                || thrown instanceof ClosedChannelException
                || thrown instanceof SocketException;
    }
}
