package codestare.nursery.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Nurseries;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AcceptorTest {
    private static final int ROUNDS = 60;
    private static final int CLIENTS = 4;
    private static final int CONNECTIONS = 25;
    private static final int LIMIT_MILLIS = 30_000;

    @Nested
    class When_it_is_cancelled_while_clients_come {
        @Test
        @Tag("slow")
        void each_client_sees_the_end() throws Exception {
            try (ServerSocketChannel target = listening()) {
                for (int round = 1; round <= ROUNDS; round++) {
                    List<Socket> connected = connectUntilItIsCancelled(target, round);
                    for (Socket client : connected) {
                        assertThat(seesTheEnd(client))
                                .as("end in round %s", round)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static ServerSocketChannel listening() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Cancels when so many have come. */
    private static List<Socket> connectUntilItIsCancelled(ServerSocketChannel target, int enough) throws Exception {
        Target to = new Target(Endpoint.of((InetSocketAddress) target.getLocalAddress()));
        AtomicInteger came = new AtomicInteger();
        List<FutureTask<List<Socket>>> clients = new ArrayList<>();
        try (TaskNursery nursery = Nurseries.factory().open()) {
            ServerSocketChannel server = nursery.enter(ServerSocketChannel.open());
            nursery.createTask("accept", new Acceptor(nursery, server, Endpoint.toListenOn("0"), to, new Counters()));
            while (server.getLocalAddress() == null) {
                Thread.onSpinWait();
            }
            InetSocketAddress relay = (InetSocketAddress) server.getLocalAddress();
            for (int i = 0; i < CLIENTS; i++) {
                FutureTask<List<Socket>> client = new FutureTask<>(() -> connectWhileItListens(relay, came));
                clients.add(client);
                new Thread(client, "client").start();
            }
            while (came.get() < enough) {
                Thread.onSpinWait();
            }
        }
        List<Socket> connected = new ArrayList<>();
        for (FutureTask<List<Socket>> client : clients) {
            connected.addAll(client.get());
        }
        return connected;
    }

    private static List<Socket> connectWhileItListens(InetSocketAddress relay, AtomicInteger came) {
        List<Socket> connected = new ArrayList<>();
        while (connected.size() < CONNECTIONS) {
            Socket client = new Socket();
            try {
                client.connect(relay, LIMIT_MILLIS);
                if (client.getLocalPort() == relay.getPort()) {
                    // nobody listens any more: the port was free, and the system gave it to this one
                    client.close();
                    return connected;
                }
                connected.add(client);
                came.incrementAndGet();
            } catch (IOException refused) {
                return connected;
            }
        }
        return connected;
    }

    /**
     * Asks by a byte, as silence alone proves nothing: Linux forgets a client whose handshake ends at the very moment at
     * which a listener with a port of the system's choice closes, and tells it so only when it sends. A socket that
     * the relay has lost is still there, takes the byte, and never ends.
     */
    private static boolean seesTheEnd(Socket client) throws IOException {
        try (client) {
            client.setSoTimeout(LIMIT_MILLIS);
            client.getOutputStream().write('?');
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException nobodyHasClosedIt) {
            return false;
        } catch (IOException brokenOrReset) {
            return true;
        }
    }
}
