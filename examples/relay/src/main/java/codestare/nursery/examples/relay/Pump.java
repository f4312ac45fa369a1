package codestare.nursery.examples.relay;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;

/**
 * One direction of a connection.
 *
 * <p>Channels, not sockets: an interrupt ends a blocked read or write of a channel on every JVM, also when the other side
 * never reads. It closes the channel; both directions see a {@link java.nio.channels.ClosedChannelException}.
 */
record Pump(SocketChannel from, SocketChannel to, LongAdder bytes) {
    private static final int BUFFER_SIZE = 64 * 1024;

    /**
     * Moves bytes until the sender has ended, then passes the end on; the other direction goes on.
     *
     * @throws IOException if a side resets the connection, or the channels are closed
     */
    void run() throws IOException {
        to.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                bytes.add(to.write(buffer));
            }
            buffer.clear();
        }
        to.shutdownOutput();
    }
}
