package codestare.nursery.examples.relay;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;

/** The task that listens, and gives each client a nursery of its own. */
final class Acceptor implements Callable<Integer> {
    private static final Logger LOG = System.getLogger(Acceptor.class.getName());
    private static final int CANNOT_LISTEN = 1;
    private static final int BACKLOG = 1_024; // Java's own 50 makes some of 200 clients that come at once wait a second
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final TaskNursery nursery;
    private final ServerSocketChannel server;
    private final Endpoint listen;
    private final Target target;
    private final Counters counters;

    Acceptor(TaskNursery nursery, ServerSocketChannel server, Endpoint listen, Target target, Counters counters) {
        this.nursery = nursery;
        this.server = server;
        this.listen = listen;
        this.target = target;
        this.counters = counters;
    }

    /**
     * Accepts clients until the task is cancelled.
     *
     * @return the exit status of a relay that cannot listen
     */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()), BACKLOG);
        } catch (ClosedChannelException cancelled) {
            throw cancelled;
        } catch (IOException e) {
            LOG.log(
                    Level.ERROR,
                    "relay cannot listen on [" + listen + "]: " + e.getMessage()
                            + "; choose another port with --listen");
            return CANNOT_LISTEN;
        }
        Endpoint bound = Endpoint.of((InetSocketAddress) server.getLocalAddress());
        LOG.log(Level.INFO, "relay listens on [" + bound + "] and relays to [" + target + "]");
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                // not in accept: an interrupt there, when a client has just come, loses its socket, which nobody ever
                // closes
                selector.select();
                selector.selectedKeys().clear();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                acceptOne();
            }
        }
    }

    private void acceptOne() throws IOException, InterruptedException {
        SocketChannel client;
        try {
            client = server.accept();
        } catch (ClosedChannelException cancelled) {
            throw cancelled;
        } catch (IOException e) {
            // mostly too many open files: the client stays in the queue, so an accept at once would fail and fail
            LOG.log(Level.WARNING, "relay cannot accept a client now: " + e.getMessage() + "; it tries again");
            Thread.sleep(PAUSE_AFTER_ERROR.toMillis());
            return;
        }
        if (client == null) {
            return; // it has gone again
        }
        try {
            Connection.start(nursery.open("conn-" + counters.accept()), client, target, counters);
        } catch (NurseryClosedException cancelled) {
            client.close();
        }
    }
}
