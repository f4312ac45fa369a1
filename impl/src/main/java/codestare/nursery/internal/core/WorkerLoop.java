package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.roster.Roster;
import codestare.nursery.internal.task.BodyTask;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.TaskSite;
import codestare.nursery.internal.watch.Crowd;
import codestare.nursery.internal.watch.Tally;
import codestare.nursery.internal.watch.Watch;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.WorkerPool;
import codestare.nursery.runtime.LoopSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A loop: a pool of workers, the nurseries on it, and the tasks that belong to none. */
class WorkerLoop implements TaskLoop {
    private final Tenant tenant;
    private final String name;
    private final WorkerPool pool;
    private final Carriers carriers;
    private final long number;
    private final Tally tally;
    private final LooseTasks looseTasks;
    // the nurseries that are not closed
    private final Roster<LoopNursery> nurseries = new Roster<>();
    private final Sites sites = new Sites(this);
    // the tasks that users marked as sentinels and that have not ended
    private final Set<OwnedTask<?>> marked = ConcurrentHashMap.newKeySet();
    private final LoopHandling handling = new LoopHandling(this);
    private final LoopEnd end;

    WorkerLoop(Tenant tenant, String name, WorkerPool pool) {
        this.tenant = tenant;
        this.name = name;
        this.pool = pool;
        this.carriers = tenant.engine().carriers();
        this.number = tenant.nextNumber();
        this.tally = new Tally(tenant.engine().watch().tally());
        this.looseTasks = new LooseTasks(this);
        this.end = new LoopEnd(this);
    }

    // ---- what it is

    @Override
    public String name() {
        return name;
    }

    /** Its number among all loops and nurseries of the engine. */
    long number() {
        return number;
    }

    /** How its tasks have ended. */
    Tally tally() {
        return tally;
    }

    Watch watch() {
        return tenant.engine().watch();
    }

    Tenant tenant() {
        return tenant;
    }

    String subject() {
        return "loop [" + name + "]";
    }

    @Override
    public boolean isRunning() {
        return !end.hasBegun();
    }

    boolean isStopped() {
        return end.isOver();
    }

    CurrentTask current() {
        return tenant.engine().current();
    }

    Stragglers stragglers() {
        return tenant.engine().stragglers();
    }

    Carriers carriers() {
        return carriers;
    }

    FailureLog newFailureLog() {
        return new FailureLog(tenant.engine().thrownErrors());
    }

    WorkerLoop house() {
        return tenant.engine().house();
    }

    /** The nurseries that are not closed; the order is about that of their opening. */
    List<LoopNursery> nurseries() {
        List<LoopNursery> present = nurseries.members();
        // one that closes at this moment stands in the list a little longer
        present.removeIf(LoopNursery::isClosed);
        return present;
    }

    void list(LoopNursery nursery) {
        nurseries.add(nursery);
    }

    void unlist(LoopNursery nursery) {
        nurseries.remove(nursery);
    }

    Set<OwnedTask<?>> marked() {
        return marked;
    }

    /** The groups of tasks that have not closed. */
    Stream<TaskGroup> groups() {
        return Stream.concat(
                Stream.of(looseTasks.group()),
                nurseries().stream().flatMap(nursery -> nursery.stack().groups().stream()));
    }

    LooseTasks looseTasks() {
        return looseTasks;
    }

    TaskSite site(@Nullable ClassLoader loader, BooleanSupplier freshThreads) {
        return new TaskSite(pool, current(), loader, freshThreads, watch().probes(), tenant.owner());
    }

    /** The site of the tasks of a nursery. */
    TaskSite siteOf(NurserySpec spec) {
        return sites.of(spec);
    }

    @Override
    public Collection<Task<?>> allTasks() {
        List<Task<?>> tasks = new ArrayList<>();
        looseTasks.group().members().stream().filter(task -> !task.isDone()).forEach(tasks::add);
        nurseries().stream().sorted(LoopNursery.BY_AGE).forEach(nursery -> tasks.addAll(nursery.tasks()));
        return Collections.unmodifiableList(tasks);
    }

    @Override
    public String toString() {
        return "TaskLoop[" + name + ", " + (isStopped() ? "stopped" : isRunning() ? "running" : "stopping") + "]";
    }

    // ---- starting

    @Override
    public <T extends @Nullable Object> Task<T> createTask(String name, Callable<T> body) {
        Objects.requireNonNull(body, "body");
        Names.requireWords(Objects.requireNonNull(name, "name"), "task");
        Callable<T> carried = carriers.carry(body);
        return looseTasks.start(group -> new BodyTask<>(name, group, carried));
    }

    static void startOrRefuse(GroupTask<?> task) {
        if (!task.start()) {
            throw new IllegalStateException(
                    "task [" + task.name() + "] cannot start: no thread can be made and none runs;"
                            + " lower the load or raise the limit of threads");
        }
    }

    IllegalStateException refusal() {
        return new IllegalStateException(
                subject() + (isStopped() ? " is stopped" : " is stopping") + "; use another one, or the default loop");
    }

    /** A task that runs an exit callback; it belongs to no nursery and its failure is the close's. */
    <T> BodyTask<T> exitTask(String label, TaskSite site, Callable<T> body) {
        return ExitTasks.make(this, label, site, body);
    }

    /** Tasks that waited for the limit may begin. */
    void limitChanged() {
        pool.limitChanged();
    }

    /** Runs something on a worker of this loop; on the caller's thread if there can be none. */
    void execute(String label, Runnable work) {
        looseTasks.site().execute(label, work);
    }

    // ---- nurseries

    /** Opens a nursery, or returns null if the loop has begun to stop. */
    @Nullable
    LoopNursery tryOpen(NurserySpec spec, @Nullable LoopNursery parent) {
        LoopNursery nursery = new LoopNursery(this, spec);
        try {
            // first: whoever closes it from then on takes it out again
            nursery.register();
            if (parent != null) {
                parent.admit(nursery);
            }
            if (isRunning()) {
                tenant.addShutdownHandling(this);
                return nursery;
            }
        } catch (RuntimeException | Error e) {
            nursery.discard();
            throw e;
        }
        nursery.discard();
        return null;
    }

    LoopNursery open(NurserySpec spec, @Nullable LoopNursery parent) {
        LoopNursery nursery = tryOpen(spec, parent);
        if (nursery == null) {
            throw refusal();
        }
        return nursery;
    }

    // ---- failures

    LoopHandling handling() {
        return handling;
    }

    @Override
    public Optional<ExceptionHandler> exceptionHandler() {
        return handling.handler();
    }

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
        handling.set(handler);
    }

    @Override
    public void callExceptionHandler(ExceptionContext context) {
        handling.call(Objects.requireNonNull(context, "context"));
    }

    @Override
    public void defaultExceptionHandler(ExceptionContext context) {
        handling.log(Objects.requireNonNull(context, "context"));
    }

    /** Tells operators of a failure. */
    void tell(@Nullable String nursery, OwnedTask<?> task, Throwable failure) {
        watch().taskFailed(tenant.owner(), name, nursery, task.name(), failure);
    }

    // ---- stopping

    @Override
    public void stop() {
        shutDown(ShutdownReason.of("stop of " + subject()));
    }

    @Override
    public void stop(ExceptionContext failure) {
        if (end.note(Objects.requireNonNull(failure, "failure"))) {
            shutDown(ShutdownReason.ofFailure(failure));
        }
    }

    ShutdownTask shutDown(ShutdownReason reason) {
        Deadline deadline = tenant.engine().deadline(tenant.engine().settings().shutdownDeadline());
        return shutDown(reason, Ending.byThisThread(reason.words(), deadline, Set.of(), stragglers()));
    }

    /** Begins the shutdown; if one has begun, that takes the earlier of both instants. */
    ShutdownTask shutDown(ShutdownReason reason, Ending ending) {
        return end.begin(reason, ending);
    }

    /** Whether a failure has stopped it, or is about to. */
    boolean isStoppedByFailure() {
        return end.isForFailure();
    }

    /** What is told of it when nothing is on it. */
    LoopSnapshot bare(LoopSnapshot.State state) {
        return new LoopSnapshot(
                number, name, tenant.owner(), state, tally.counts(() -> Crowd.NOBODY), List.of(), List.of());
    }

    /**
     * Counts the tasks of something that has closed for the last time.
     *
     * @param left those that have not ended, as it has gone on without them
     */
    void closeBooks(long created, List<? extends GroupTask<?>> left) {
        tally.closed(new Crowd(created, left.size()));
        // the tally alone: what this hangs on a task outlives the loop
        Tally books = tally;
        left.forEach(task -> task.onDone(done -> books.lingererEnded()));
    }

    /** The shutdown has ended. */
    void stopped() {
        // first: its tasks are counted either as those of a live loop or in the books
        end.over();
        try {
            closeBooks(looseTasks.group().arrived(), looseTasks.group().members());
            tenant.stopped(this);
            watch().loopStopped(
                            () -> bare(isStoppedByFailure() ? LoopSnapshot.State.FAILED : LoopSnapshot.State.STOPPING));
        } finally {
            end.leave();
        }
    }

    @Override
    public void runForever() throws InterruptedException {
        LoopRun.requireOutside(this);
        end.awaitInterruptibly();
        end.throwFailure(null);
    }

    @Override
    public <T extends @Nullable Object> T run(Callable<T> body) throws Exception {
        return new LoopRun<>(this, Objects.requireNonNull(body, "body")).run();
    }

    LoopEnd end() {
        return end;
    }

    /** Cancels a task and waits until it has ended, no longer than a time; an interrupt ends the waiting. */
    <T extends @Nullable Object> Task<T> stopTask(Task<T> task, Duration time) {
        OwnedTask<T> stopping = (OwnedTask<T>) task;
        if (current().get() == stopping) {
            throw new IllegalArgumentException(
                    "task [" + task.name() + "] is the current task and cannot stop itself; cancel it, or return");
        }
        stopping.cancel("stopped by stopTask");
        try {
            stopping.awaitEnd(end.within(time));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return task;
    }
}
