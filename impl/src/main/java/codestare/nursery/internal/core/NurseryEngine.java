package codestare.nursery.internal.core;

import codestare.nursery.ShutdownReason;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.watch.Watch;
import codestare.nursery.internal.work.Clock;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import codestare.nursery.internal.work.WorkerPool;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one object that an edge builds: what all tenants share.
 *
 * <p>Its house, a loop of platform threads that belongs to no tenant, runs shutdowns: they must go on when virtual threads
 * are starved by those they end.
 */
public final class NurseryEngine {
    private static final GuardedLog LOG = GuardedLog.of(NurseryEngine.class);

    // replaced by apply; read wherever a limit or a thread begins
    private volatile Settings settings;
    private final Runnable onFirstUse;
    private final Clock clock;
    private final CurrentTask current = new CurrentTask();
    private final Carriers carriers = new Carriers();
    private final ThrownErrors thrownErrors = new ThrownErrors();
    private final Watch watch;
    private final Stragglers stragglers;
    private final WorkerLoop house;
    // one for each symbolic name that was ever used; strings and numbers only
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();
    private final Set<Tenant> tenants = ConcurrentHashMap.newKeySet();

    /** @param onFirstUse called, maybe more than once and from any thread, when the signals of the process begin to matter */
    public NurseryEngine(Settings settings, Runnable onFirstUse) {
        this(settings, onFirstUse, Clock.SYSTEM);
    }

    /** @param clock what the deadlines of its closes and shutdowns go by */
    public NurseryEngine(Settings settings, Runnable onFirstUse, Clock clock) {
        this.settings = settings;
        this.onFirstUse = onFirstUse;
        this.clock = clock;
        WorkerPool pool = new WorkerPool("codestare-nursery", always(ThreadKind.PLATFORM));
        this.watch = new Watch(pool);
        this.stragglers = new Stragglers(pool, watch);
        Tenant owner = new Tenant(
                this, "the nursery itself", "nursery", "house", "house", NurseryEngine.class::getClassLoader);
        this.house = new HouseLoop(owner, pool);
    }

    private static Supplier<ThreadMaker> always(ThreadKind kind) {
        ThreadMaker maker = ThreadMaker.of(kind);
        return () -> maker;
    }

    /** Makes threads of the kind that is set when one is needed. */
    private Supplier<ThreadMaker> asSet() {
        // refused here, and not when the first thread is needed
        ThreadMaker.of(settings.threads());
        Map<ThreadKind, ThreadMaker> makers = new ConcurrentHashMap<>();
        return () -> makers.computeIfAbsent(settings.threads(), ThreadMaker::of);
    }

    /** The loop that shutdowns belong to: it ends with the engine. */
    private static final class HouseLoop extends WorkerLoop {
        HouseLoop(Tenant owner, WorkerPool pool) {
            super(owner, "codestare.nursery", pool);
        }

        @Override
        ShutdownTask shutDown(ShutdownReason reason, Ending ending) {
            throw new UnsupportedOperationException(
                    subject() + " runs the shutdowns and cannot be stopped; stop the loop that should end");
        }
    }

    public Settings settings() {
        return settings;
    }

    public Carriers carriers() {
        return carriers;
    }

    /** Changes the settings: for closes and shutdowns that begin from now on, and for threads that are started from now on. */
    public void apply(Settings changed) {
        settings = changed;
        tenants.forEach(tenant -> tenant.live().forEach(WorkerLoop::limitChanged));
    }

    /** How many tasks of one loop run at once. */
    private int tasksLimit() {
        int set = settings.tasksLimit();
        return set == 0 ? Integer.MAX_VALUE : set;
    }

    public Stragglers stragglers() {
        return stragglers;
    }

    Watch watch() {
        return watch;
    }

    /** The view of all tenants, for operators. */
    public OperatorView view() {
        return new OperatorView(this);
    }

    /** All tenants, in no order. */
    Set<Tenant> tenants() {
        return tenants;
    }

    CurrentTask current() {
        return current;
    }

    ThrownErrors thrownErrors() {
        return thrownErrors;
    }

    WorkerLoop house() {
        return house;
    }

    /** The counter of default names with this prefix; kept while the engine lives. */
    AtomicLong counter(String prefix) {
        return counters.computeIfAbsent(prefix, key -> new AtomicLong());
    }

    /** Whether the calling thread runs a task. */
    public boolean isInTask() {
        return current.get() != null;
    }

    /** Cancels the task that the calling thread runs, whose ever it is; returns its name. */
    public Optional<String> cancelCurrentTask(String reason) {
        OwnedTask<?> task = current.get();
        return task != null && task.cancel(reason) ? Optional.of(task.name()) : Optional.empty();
    }

    void armSignals() {
        onFirstUse.run();
    }

    WorkerLoop newLoop(Tenant tenant, String name) {
        return new WorkerLoop(tenant, name, new WorkerPool(name, asSet(), this::tasksLimit));
    }

    // ---- tenants

    /** A plain process: nurseries are called {@code TaskNursery-<n>}, and tasks see the opener's context class loader. */
    public Tenant process() {
        return admit(new Tenant(
                this,
                "the process",
                "process",
                "TaskNursery",
                "default",
                () -> Thread.currentThread().getContextClassLoader()));
    }

    /** A bundle. */
    public Tenant bundle(String symbolicName, long id, @Nullable ClassLoader loader) {
        return admit(new Tenant(
                this,
                "bundle [" + symbolicName + "/" + id + "]",
                symbolicName + "/" + id,
                symbolicName,
                symbolicName + "/" + id,
                () -> loader));
    }

    private Tenant admit(Tenant tenant) {
        tenants.add(tenant);
        return tenant;
    }

    /** Forgets a tenant that has ended. */
    public void dismiss(Tenant tenant) {
        tenants.remove(tenant);
    }

    // ---- shutting down

    /** The instant by which something of this engine must be over. */
    Deadline deadline(Duration time) {
        return clock.deadline(time);
    }

    /** One that does not come by itself; what is within it goes by the clock of this engine. */
    Deadline never() {
        return clock.never();
    }

    Ending ending(ShutdownReason reason) {
        return ending(reason, deadline(settings.shutdownDeadline()));
    }

    private Ending ending(ShutdownReason reason, Deadline deadline) {
        return Ending.byThisThread(reason.words(), deadline, exiting(), stragglers);
    }

    /** The tasks that are inside System.exit: they end with the JVM, and who waits for them waits for itself. */
    private Set<? extends OwnedTask<?>> exiting() {
        return liveTasks().filter(NurseryEngine::isExiting).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isExiting(OwnedTask<?> task) {
        Thread runner = task.runner();
        return runner != null
                && Arrays.stream(runner.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                                && frame.getMethodName().equals("exit"));
    }

    private Stream<OwnedTask<?>> liveTasks() {
        return tenants.stream()
                .flatMap(tenant -> tenant.live().stream())
                .flatMap(loop -> loop.allTasks().stream())
                .map(task -> (OwnedTask<?>) task);
    }

    /** Shuts the loops of all tenants down, side by side, under one deadline. */
    public Shutdown shutDownAll(ShutdownReason reason) {
        return shutDownAll(reason, deadline(settings.shutdownDeadline()));
    }

    /** The same under a deadline of the caller's, which it may hasten before this returns. */
    public Shutdown shutDownAll(ShutdownReason reason, Deadline deadline) {
        Ending ending = ending(reason, deadline);
        Runnable ended = watch.shutdownBegins(null, null, reason.words());
        List<ShutdownTask> parts = new ArrayList<>();
        tenants.forEach(tenant -> parts.add(tenant.shutDownAll(reason, ending)));
        return new Shutdown(joinedAll(parts, ended), deadline);
    }

    /** Ends all tenants for good, side by side, under one deadline. */
    public Shutdown endAll(String why, Deadline deadline) {
        Runnable ended = watch.shutdownBegins(null, null, why);
        List<ShutdownTask> parts = new ArrayList<>();
        tenants.forEach(tenant -> parts.add(tenant.end(why, deadline).task()));
        return new Shutdown(joinedAll(parts, ended), deadline);
    }

    private ShutdownTask joinedAll(List<ShutdownTask> parts, Runnable ended) {
        ShutdownTask all = joined("all", parts);
        all.onDone(task -> ended.run());
        return all;
    }

    /** A task that ends when all its parts have. */
    ShutdownTask joined(String name, List<ShutdownTask> parts) {
        ShutdownTask all = new ShutdownTask(name, house);
        all.include(parts);
        all.end();
        return all;
    }

    /** Logs where every task stands that has not ended. */
    public void logStacks() {
        liveTasks()
                .forEach(task -> LOG.log(
                        Level.WARNING,
                        "task [" + task.name() + "] of loop [" + task.loop().name() + "] is still " + task.status(),
                        Whereabouts.of(task.runner())));
    }

    /** The loops of all tenants that have not stopped. */
    public List<TaskLoop> live() {
        List<TaskLoop> live = new ArrayList<>();
        tenants.forEach(tenant -> live.addAll(tenant.live()));
        return live;
    }
}
