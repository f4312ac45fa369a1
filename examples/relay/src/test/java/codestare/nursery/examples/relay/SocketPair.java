package codestare.nursery.examples.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two connected sockets of this machine: one to be held by the relay, one by the test. */
record SocketPair(SocketChannel relayed, SocketChannel peer) implements AutoCloseable {
    static SocketPair connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel peer = SocketChannel.open(server.getLocalAddress());
            return new SocketPair(server.accept(), peer);
        }
    }

    @Override
    public void close() throws IOException {
        relayed.close();
        peer.close();
    }
}
