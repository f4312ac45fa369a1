package codestare.nursery.examples.relay;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Relays what connects to {@code relay.listen} to {@code relay.to}, two properties of the framework.
 *
 * <p>As a service it is a {@link Callable} with {@code main.thread=true}: the convention by which launchers, bnd's among
 * them, learn when the program ends and with which status. Who calls it waits; the relay works without being called.
 */
@Component(immediate = true, service = Callable.class, property = "main.thread=true")
public final class Relay implements Callable<Integer> {
    private static final Logger LOG = System.getLogger(Relay.class.getName());
    private static final Duration COUNTERS_EVERY = Duration.ofSeconds(5);

    private final Counters counters = new Counters();
    private final Task<Integer> accepting;

    /**
     * Starts the relay.
     *
     * @param context has the two properties
     * @param nursery owns all that the relay starts, and closes after this component
     * @throws IOException if no socket can be made
     */
    @Activate
    public Relay(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery)
            throws IOException {
        Endpoint listen = Endpoint.toListenOn(property(context, "relay.listen"));
        Target target = new Target(Endpoint.toConnectTo(property(context, "relay.to")));

        // a bug that one connection meets must not end the others
        nursery.loop().setExceptionHandler(ExceptionHandler.closeNursery());
        nursery.callback(this::logEnd);
        ServerSocketChannel server = nursery.enter(ServerSocketChannel.open());
        nursery.createTask("counters", this::logCounters);
        accepting = nursery.createTask("accept", new Acceptor(nursery, server, listen, target, counters));
    }

    /**
     * Waits for the end of the relay.
     *
     * @return the status that the process should end with
     * @throws java.util.concurrent.CancellationException if the relay was stopped from outside
     * @throws ExecutionException if a bug ended the relay
     * @throws InterruptedException if the caller is interrupted while it waits; the relay goes on
     */
    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        return accepting.get();
    }

    private void logCounters() throws InterruptedException {
        String logged = counters.toString();
        while (true) {
            Thread.sleep(COUNTERS_EVERY.toMillis());
            String now = counters.toString();
            if (!now.equals(logged)) {
                LOG.log(Level.INFO, now);
                logged = now;
            }
        }
    }

    private void logEnd() {
        if (counters.accepted() > 0) {
            LOG.log(Level.INFO, "relay has ended: " + counters);
        }
    }

    private static String property(BundleContext context, String key) {
        String value = context.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("framework property [" + key + "] is missing; set it before the start");
        }
        return value;
    }
}
