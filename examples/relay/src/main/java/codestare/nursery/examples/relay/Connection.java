package codestare.nursery.examples.relay;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One client and its way to the target: a nursery with two sockets and three tasks, gone when both directions have ended. */
final class Connection {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final TaskNursery nursery;
    private final SocketChannel client;
    private final Target target;
    private final Counters counters;
    /** Set by the first direction that breaks; the other one breaks with it and must not count again. */
    private final AtomicBoolean broken = new AtomicBoolean();

    private Connection(TaskNursery nursery, SocketChannel client, Target target, Counters counters) {
        this.nursery = nursery;
        this.client = client;
        this.target = target;
        this.counters = counters;
    }

    /**
     * Starts to relay; does not wait for the target.
     *
     * @param nursery of this connection alone; closes when the connection ends
     * @throws NurseryClosedException if the nursery closes; the client is closed
     */
    static void start(TaskNursery nursery, SocketChannel client, Target target, Counters counters) {
        nursery.enter(client);
        nursery.callback(counters::closed);
        counters.opened();
        nursery.createTask("relay", new Connection(nursery, client, target, counters)::relay);
    }

    private void relay() throws InterruptedException, IOException {
        try (nursery) {
            SocketChannel server = connect();
            if (server != null) {
                nursery.createTask("up", () -> pump("up", client, server, counters.up()));
                nursery.createTask("down", () -> pump("down", server, client, counters.down()));
                nursery.join();
            }
        } catch (NurseryClosedException closing) {
            // the relay ended while the target was being reached
        }
    }

    private @Nullable SocketChannel connect() throws IOException {
        try {
            return nursery.enter(target.connect());
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            counters.refused();
            LOG.log(
                    Level.WARNING,
                    "target [" + target + "] is out of reach: " + e.getMessage() + "; client [" + nursery.name()
                            + "] is closed");
            return null;
        }
    }

    private void pump(String way, SocketChannel from, SocketChannel to, LongAdder bytes) {
        try {
            new Pump(from, to, bytes).run();
        } catch (ClosedChannelException ended) {
            // by a cancel, or by the other direction
        } catch (IOException e) {
            if (broken.compareAndSet(false, true)) {
                counters.broken();
                LOG.log(
                        Level.INFO,
                        "connection [" + nursery.name() + "] broke on the way " + way + ": " + e.getMessage());
                nursery.close();
            }
        }
    }
}
