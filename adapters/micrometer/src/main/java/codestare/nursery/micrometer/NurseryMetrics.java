package codestare.nursery.micrometer;

import codestare.nursery.Task;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.TaskCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one registry.
 *
 * <p>Counters {@code nursery.tasks.accepted}, {@code nursery.tasks.ended} (tag {@code result}) and {@code
 * nursery.tasks.straggled}; gauges {@code nursery.tasks.active}, {@code nursery.stragglers} and {@code nursery.loops};
 * timers {@code nursery.task.duration} (tags {@code owner}, {@code result}) and {@code nursery.close.duration} (tag {@code
 * owner}). The timers are fed by tasks and closes themselves, so this object must be given to {@link NurseryRuntime#probe}, or
 * in a framework be registered as a {@link NurseryProbe}.
 *
 * @since 1.0
 */
public final class NurseryMetrics implements MeterBinder, NurseryProbe, AutoCloseable {
    private final NurseryRuntime runtime;
    // set once by bindTo, under the lock of this; volatile: read by tasks
    private volatile @Nullable MeterRegistry registry;
    // written under the lock of this; volatile: read by tasks
    private volatile boolean closed;
    // guarded by this
    private final List<Meter> meters = new ArrayList<>();
    // by owner and result; the lookup that the registry itself does costs ten times as much
    private final Map<String, Map<String, Timer>> tasks = new ConcurrentHashMap<>();
    private final Map<String, Timer> closes = new ConcurrentHashMap<>();

    /**
     * Makes metrics that are not bound yet.
     *
     * @param runtime what they measure
     * @since 1.0
     */
    public NurseryMetrics(NurseryRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Binds to a registry, once. If that refuses a meter, its error is thrown, none is left there, and this is closed.
     *
     * @param newRegistry gets the meters
     * @throws IllegalStateException if it is bound already, or closed
     * @since 1.0
     */
    @Override
    public synchronized void bindTo(MeterRegistry newRegistry) {
        if (closed) {
            throw new IllegalStateException("metrics of nurseries are closed; make others");
        }
        if (registry != null) {
            throw new IllegalStateException("metrics of nurseries are bound already; make others for another registry");
        }
        registry = newRegistry;
        boolean measured = false;
        try {
            measure(newRegistry);
            measured = true;
        } finally {
            if (!measured) {
                close();
            }
        }
    }

    private void measure(MeterRegistry newRegistry) {
        meters.add(FunctionCounter.builder("nursery.tasks.accepted", runtime, of(TaskCounts::created))
                .description("tasks that were accepted")
                .register(newRegistry));
        ended(newRegistry, "succeeded", TaskCounts::succeeded);
        ended(newRegistry, "failed", TaskCounts::failed);
        ended(newRegistry, "cancelled", TaskCounts::cancelled);
        meters.add(FunctionCounter.builder("nursery.tasks.straggled", runtime, of(TaskCounts::straggled))
                .description("tasks that were left behind at a deadline")
                .register(newRegistry));
        gauge(newRegistry, "nursery.tasks.active", "tasks that have not ended", of(TaskCounts::active));
        gauge(
                newRegistry,
                "nursery.stragglers",
                "tasks that were left behind and have not ended",
                at -> at.stragglers().size());
        gauge(
                newRegistry,
                "nursery.loops",
                "loops that have not stopped",
                at -> at.loops().stream()
                        .filter(loop -> loop.state() != LoopSnapshot.State.FAILED)
                        .count());
    }

    private static ToDoubleFunction<NurseryRuntime> of(ToDoubleFunction<TaskCounts> part) {
        return runtime -> part.applyAsDouble(runtime.counts());
    }

    private void ended(MeterRegistry to, String result, ToDoubleFunction<TaskCounts> part) {
        meters.add(FunctionCounter.builder("nursery.tasks.ended", runtime, of(part))
                .description("tasks that have ended")
                .tag("result", result)
                .register(to));
    }

    private void gauge(MeterRegistry to, String name, String description, ToDoubleFunction<NurseryRuntime> value) {
        meters.add(Gauge.builder(name, runtime, value).description(description).register(to));
    }

    // ---- what tasks and closes tell

    @Override
    public @Nullable Object taskBegins() {
        return sample();
    }

    @Override
    public void taskEnded(Object mark, String task, String loop, String owner, Task.Status status) {
        String result = status.name().toLowerCase(Locale.ROOT);
        stop(
                mark,
                tasks.computeIfAbsent(owner, key -> new ConcurrentHashMap<>()),
                result,
                () -> Timer.builder("nursery.task.duration")
                        .description("how long tasks run")
                        .tag("owner", owner)
                        .tag("result", result));
    }

    @Override
    public @Nullable Object closeBegins() {
        return sample();
    }

    @Override
    public void closeEnded(Object mark, String nursery, String loop, String owner, long created) {
        stop(
                mark,
                closes,
                owner,
                () -> Timer.builder("nursery.close.duration")
                        .description("how long closes of nurseries take")
                        .tag("owner", owner));
    }

    private void stop(Object mark, Map<String, Timer> known, String key, Supplier<Timer.Builder> builder) {
        Timer timer = known.get(key);
        if (timer == null) {
            timer = registered(known, key, builder.get());
        }
        if (timer != null) {
            ((Timer.Sample) mark).stop(timer);
        }
    }

    /** A new timer; null once this is closed, as what began before may end after that. */
    private synchronized @Nullable Timer registered(Map<String, Timer> known, String key, Timer.Builder builder) {
        MeterRegistry present = registry;
        if (present == null || closed) {
            return null;
        }
        Timer timer = known.computeIfAbsent(key, absent -> builder.register(present));
        meters.add(timer);
        return timer;
    }

    private Timer.@Nullable Sample sample() {
        MeterRegistry present = registry;
        return present == null || closed ? null : Timer.start(present);
    }

    /**
     * Takes the meters off the registry, and measures nothing any more; a second call does nothing.
     *
     * @since 1.0
     */
    @Override
    public synchronized void close() {
        closed = true;
        MeterRegistry bound = registry;
        if (bound != null) {
            meters.forEach(bound::remove);
            meters.clear();
        }
    }
}
