package codestare.nursery.jfr;

import codestare.nursery.Task;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.Registration;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.Straggler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns what nurseries tell into events of JDK Flight Recorder.
 *
 * <p>The events are {@code codestare.nursery.Task} (runs of 10 ms and more), {@code codestare.nursery.Nursery} (closes of
 * 1 ms and more), {@code codestare.nursery.Shutdown} and {@code codestare.nursery.Straggler}. The thresholds are those of
 * the settings of a recording.
 *
 * @since 1.0
 */
public final class NurseryRecorder implements NurseryListener, NurseryProbe {
    // by the id of the shutdown; one that nobody records is not in it
    private final Map<Long, ShutdownEvent> shutdowns = new ConcurrentHashMap<>();

    /**
     * Makes a recorder that is told nothing yet.
     *
     * <p>Use {@link #install}, or register it as both services that it implements.
     *
     * @since 1.0
     */
    public NurseryRecorder() {}

    /**
     * Records the nurseries of a program without a framework.
     *
     * @param runtime what {@code Nurseries} gives
     * @return closed, it ends that
     * @since 1.0
     */
    public static Registration install(NurseryRuntime runtime) {
        NurseryRecorder recorder = new NurseryRecorder();
        Registration listening = runtime.listen(recorder);
        Registration probing = runtime.probe(recorder);
        return () -> {
            probing.close();
            listening.close();
        };
    }

    @Override
    public @Nullable Object taskBegins() {
        return begun(new TaskEvent());
    }

    @Override
    public void taskEnded(Object mark, String task, String loop, String owner, Task.Status status) {
        TaskEvent event = (TaskEvent) mark;
        if (event.endsAs(task, loop, owner)) {
            event.status = status.name();
            event.commit();
        }
    }

    @Override
    public @Nullable Object closeBegins() {
        return begun(new CloseEvent());
    }

    @Override
    public void closeEnded(Object mark, String nursery, String loop, String owner, long created) {
        CloseEvent event = (CloseEvent) mark;
        if (event.endsAs(nursery, loop, owner)) {
            event.created = created;
            event.commit();
        }
    }

    /** The event, begun; null if nobody records it. */
    private static @Nullable MeasuredEvent begun(MeasuredEvent event) {
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    public void shutdownBegun(ShutdownSnapshot shutdown) {
        ShutdownEvent event = new ShutdownEvent();
        if (event.isEnabled()) {
            event.begin();
            shutdowns.put(shutdown.id(), event);
        }
    }

    @Override
    public void shutdownEnded(ShutdownSnapshot shutdown) {
        ShutdownEvent event = shutdowns.remove(shutdown.id());
        if (event != null) {
            event.loop = shutdown.loop();
            event.owner = shutdown.owner();
            event.reason = shutdown.reason();
            event.commit();
        }
    }

    @Override
    public void leftBehind(Straggler straggler) {
        StragglerEvent event = new StragglerEvent();
        if (event.shouldCommit()) {
            event.id = straggler.id();
            event.name = straggler.name();
            event.owner = straggler.owner();
            event.where = straggler.where();
            event.stack = String.join("\n", straggler.stack());
            event.commit();
        }
    }
}
