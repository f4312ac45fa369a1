package codestare.nursery.examples.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the relay connects its clients to.
 *
 * @param endpoint its host is looked up for each connection, since addresses change
 */
record Target(Endpoint endpoint) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * Connects to the first address of the host that answers.
     *
     * @throws IOException if none does; that of the last address, or of an interrupt
     */
    SocketChannel connect() throws IOException {
        Iterator<InetAddress> addresses =
                List.of(InetAddress.getAllByName(endpoint.host())).iterator();
        while (true) {
            try {
                return connect(addresses.next());
            } catch (IOException e) {
                if (!addresses.hasNext() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private SocketChannel connect(InetAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            // by the socket view, since the channel's own connect has no limit; an interrupt ends either
            channel.socket().connect(new InetSocketAddress(address, endpoint.port()), (int) LIMIT.toMillis());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
