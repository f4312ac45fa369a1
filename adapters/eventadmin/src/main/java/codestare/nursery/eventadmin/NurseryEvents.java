package codestare.nursery.eventadmin;

import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskFailure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Posts what nurseries tell; all properties are strings and numbers.
 *
 * <p>The topics begin with {@code codestare/nursery/}: {@code FAILED}, {@code SHUTDOWN_BEGUN}, {@code SHUTDOWN_ENDED},
 * {@code STRAGGLER} and {@code STRAGGLER_ENDED}.
 */
@Component
public final class NurseryEvents implements NurseryListener {
    private static final String TOPICS = "codestare/nursery/";

    private final EventAdmin events;

    /** Called by the component runtime. */
    @Activate
    public NurseryEvents(@Reference EventAdmin events) {
        this.events = events;
    }

    @Override
    public void taskFailed(TaskFailure failure) {
        post(
                new Properties()
                        .with("timestamp", failure.time().toEpochMilli())
                        .with("owner", failure.owner())
                        .with("loop", failure.loop())
                        .with("nursery", failure.nursery())
                        .with("task", failure.task())
                        // as the specification of Event Admin calls them
                        .with("exception.class", failure.error().className())
                        .with("exception.message", failure.error().message())
                        .with("exception.trace", failure.error().trace()),
                "FAILED");
    }

    @Override
    public void shutdownBegun(ShutdownSnapshot shutdown) {
        post(of(shutdown), "SHUTDOWN_BEGUN");
    }

    @Override
    public void shutdownEnded(ShutdownSnapshot shutdown) {
        post(of(shutdown).with("duration.ms", shutdown.age().toMillis()), "SHUTDOWN_ENDED");
    }

    private static Properties of(ShutdownSnapshot shutdown) {
        return new Properties()
                .with("shutdown", shutdown.id())
                .with("loop", shutdown.loop())
                .with("owner", shutdown.owner())
                .with("reason", shutdown.reason());
    }

    @Override
    public void leftBehind(Straggler straggler) {
        post(of(straggler).with("stack", String.join("\n", straggler.stack())), "STRAGGLER");
    }

    @Override
    public void stragglerEnded(Straggler straggler) {
        post(of(straggler).with("since.ms", straggler.since().toMillis()), "STRAGGLER_ENDED");
    }

    private static Properties of(Straggler straggler) {
        return new Properties()
                .with("id", straggler.id())
                .with("task", straggler.name())
                .with("owner", straggler.owner())
                .with("where", straggler.where());
    }

    private void post(Properties properties, String topic) {
        events.postEvent(new Event(TOPICS + topic, properties.all));
    }

    /** The properties of an event; what is absent is left out. */
    private static final class Properties {
        final Map<String, Object> all = new HashMap<>();

        Properties with(String name, @Nullable Object value) {
            if (value != null) {
                all.put(name, value);
            }
            return this;
        }
    }
}
