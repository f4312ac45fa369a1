package codestare.nursery.internal.core;

import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.runtime.LoopSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One user of the engine, a bundle or a plain process: its part of the registry.
 *
 * <p>Sees and steers its own loops and nurseries only.
 */
public final class Tenant {
    private final NurseryEngine engine;
    private final String subject;
    private final String owner;
    private final String defaultLoop;
    private final Supplier<@Nullable ClassLoader> loader;
    private final Names names;
    // guarded by this
    private final Map<String, WorkerLoop> running = new LinkedHashMap<>();
    private final Set<WorkerLoop> stopping = new LinkedHashSet<>();
    // the default loop among those that run; written under this, volatile: read by each opening
    private volatile @Nullable WorkerLoop presentDefault;
    // the loops that a failure has stopped and that nobody has made anew; values only
    private final FailedLoops failed = new FailedLoops();
    private @Nullable ShutdownTask shutdown;
    // written under this, once; volatile: read by those who open
    private volatile @Nullable String ended;

    /**
     * @param subject names this tenant in errors, with its kind
     * @param owner names this tenant to operators
     * @param prefix of the default names of nurseries
     * @param defaultLoop the name of the default loop
     * @param loader gives the class loader that tasks see as context class loader; asked at each opening
     */
    Tenant(
            NurseryEngine engine,
            String subject,
            String owner,
            String prefix,
            String defaultLoop,
            Supplier<@Nullable ClassLoader> loader) {
        this.engine = engine;
        this.subject = subject;
        this.owner = owner;
        this.defaultLoop = defaultLoop;
        this.loader = loader;
        this.names = new Names(prefix, engine.counter(prefix), this::nurseries);
    }

    NurseryEngine engine() {
        return engine;
    }

    String subject() {
        return subject;
    }

    Names names() {
        return names;
    }

    long nextNumber() {
        return engine.watch().nextId();
    }

    /** How operators call it. */
    String owner() {
        return owner;
    }

    @Nullable
    ClassLoader classLoader() {
        return loader.get();
    }

    // ---- loops

    WorkerLoop defaultLoop() {
        WorkerLoop present = presentDefault;
        return present != null && present.isRunning() ? present : loop(defaultLoop);
    }

    synchronized WorkerLoop loop(String name) {
        requireAlive();
        Names.requireWords(name, "loop");
        WorkerLoop present = running.get(name);
        if (present == null || !present.isRunning()) {
            present = engine.newLoop(this, name);
            running.put(name, present);
            if (name.equals(defaultLoop)) {
                presentDefault = present;
            }
            failed.forget(name);
            WorkerLoop made = present;
            engine.watch().loopMade(() -> made.bare(LoopSnapshot.State.RUNNING));
        }
        return present;
    }

    void requireAlive() {
        String why = ended;
        if (why != null) {
            throw new IllegalStateException(subject + " has no nurseries any more: " + why + "; use the service anew");
        }
    }

    /** The loops that run, oldest first. */
    synchronized Map<String, TaskLoop> loops() {
        Map<String, TaskLoop> loops = new LinkedHashMap<>();
        running.forEach((name, loop) -> {
            if (loop.isRunning()) {
                loops.put(name, loop);
            }
        });
        return Collections.unmodifiableMap(loops);
    }

    /** The loops that have not stopped. */
    synchronized List<WorkerLoop> live() {
        List<WorkerLoop> live = new ArrayList<>(running.values());
        live.addAll(stopping);
        return live;
    }

    synchronized void stopping(WorkerLoop loop) {
        running.remove(loop.name(), loop);
        if (loop == presentDefault) {
            presentDefault = null;
        }
        if (!loop.isStopped()) {
            stopping.add(loop);
        }
    }

    synchronized void stopped(WorkerLoop loop) {
        stopping.remove(loop);
        if (loop.isStoppedByFailure() && !running.containsKey(loop.name())) {
            failed.note(loop.bare(LoopSnapshot.State.FAILED));
        }
    }

    /** The loops that a failure has stopped and that nobody has made anew. */
    synchronized List<LoopSnapshot> failedLoops() {
        return failed.all();
    }

    /**
     * Tells that a loop is this tenant's.
     *
     * @throws IllegalArgumentException if it is not
     */
    WorkerLoop requireOwn(TaskLoop loop) {
        if (loop instanceof WorkerLoop own && own.tenant() == this) {
            return own;
        }
        throw new IllegalArgumentException("loop [" + loop.name() + "] is not of " + subject + "; use one of its own");
    }

    boolean owns(OwnedTask<?> task) {
        return task.loop() instanceof WorkerLoop loop && loop.tenant() == this;
    }

    /** The current task if it is this tenant's. */
    @Nullable
    OwnedTask<?> currentTask() {
        OwnedTask<?> current = engine.current().get();
        return current != null && owns(current) ? current : null;
    }

    // ---- nurseries

    /** Opens a nursery where the caller is: on the loop and in the nursery of the current task, else on the default loop. */
    LoopNursery openHere(NurserySpec spec, @Nullable WorkerLoop asked) {
        requireAlive();
        // before a loop is made for it
        names.requireFree(spec.name());
        OwnedTask<?> current = currentTask();
        WorkerLoop chosen = asked != null ? asked : current == null ? null : (WorkerLoop) current.loop();
        if (chosen == null) {
            return openAlone(spec);
        }
        return chosen.open(spec, current != null && current.loop() == chosen ? nurseryOf(current) : null);
    }

    private static @Nullable LoopNursery nurseryOf(OwnedTask<?> task) {
        return task instanceof GroupTask<?> child && child.owner() instanceof Entry.Tasks place
                ? place.nursery()
                : null;
    }

    private LoopNursery openAlone(NurserySpec spec) {
        LoopNursery nursery = null;
        while (nursery == null) {
            // a loop may begin to stop between being found and being used; the next one is new
            nursery = defaultLoop().tryOpen(spec, null);
        }
        return nursery;
    }

    /** Cancels the task that the calling thread runs, if it is this tenant's; returns its name. */
    public Optional<String> cancelCurrentTask(String reason) {
        return currentTask() == null ? Optional.empty() : engine.cancelCurrentTask(reason);
    }

    /** Opens a nursery for somebody who ends it by {@link Release}; it is nobody's child. */
    public Release openForRelease() {
        Object opener = new Object();
        return new Release(this, openAlone(new NurserySpec(this, NurseryOptions.defaults(), null, opener)), opener);
    }

    /** The nurseries that have not closed, oldest first. */
    List<LoopNursery> nurseries() {
        List<LoopNursery> all = new ArrayList<>();
        live().forEach(loop -> all.addAll(loop.nurseries()));
        all.sort(LoopNursery.BY_AGE);
        return all;
    }

    // ---- views

    public TenantFactory factory() {
        return new TenantFactory(this);
    }

    public TenantRegistry registry() {
        return new TenantRegistry(this);
    }

    public TenantShutdown shutdownService() {
        return new TenantShutdown(this);
    }

    // ---- the end

    void addShutdownHandling(WorkerLoop loop) {
        if (loop.handling().claim()) {
            boolean done = false;
            try {
                setupShutdownHandling(loop);
                done = true;
            } finally {
                if (!done) {
                    loop.handling().disclaim();
                }
            }
        }
    }

    void setupShutdownHandling(WorkerLoop loop) {
        loop.handling().setDefault();
        engine.armSignals();
    }

    /** Shuts all loops down, side by side; one that is under way takes the earlier of both instants. */
    synchronized ShutdownTask shutDownAll(ShutdownReason reason, Ending ending) {
        List<ShutdownTask> parts = new ArrayList<>();
        live().forEach(loop -> parts.add(loop.shutDown(reason, ending)));
        ShutdownTask present = shutdown;
        if (present == null || !present.include(parts)) {
            present = engine.joined(subject, parts);
            shutdown = present;
        }
        return present;
    }

    /**
     * Ends this tenant: from now on it opens nothing, and all its loops shut down.
     *
     * <p>The caller's task, if it is one of these loops', is neither cancelled nor awaited.
     *
     * @param why completes 'has no nurseries any more: '
     */
    public Shutdown end(String why, Deadline deadline) {
        synchronized (this) {
            if (ended == null) {
                ended = why;
            }
        }
        Set<? extends OwnedTask<?>> callers = Ending.here(engine.current());
        Ending ending = Ending.byThisThread(why, deadline, callers, engine.stragglers());
        return new Shutdown(shutDownAll(ShutdownReason.of(why), ending), deadline);
    }
}
