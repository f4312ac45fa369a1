package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExitCallback;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.BodyTask;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.StageTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.runtime.ExitEntry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A nursery on a loop: the face of an exit stack, and the way through its life.
 *
 * <pre>
 * open ──begin──▶ closing ──finish──▶ closed
 *   └──popAll──────────────────────────▲
 * </pre>
 */
final class LoopNursery extends ListedNursery {
    static final Comparator<LoopNursery> BY_AGE = Comparator.comparingLong(LoopNursery::number);

    private static final VarHandle SENTINEL;
    private static final VarHandle STACK;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SENTINEL = lookup.findVarHandle(LoopNursery.class, "sentinel", SentinelTask.class);
            STACK = lookup.findVarHandle(LoopNursery.class, "stack", ExitStack.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WorkerLoop loop;
    private final long openedAt = System.nanoTime();
    // made by the first who asks, through SENTINEL
    private volatile @Nullable SentinelTask sentinel;
    // many tasks in a row have the same name; written by any thread that starts one
    private volatile @Nullable TaskName lastTaskName;
    // handed on by popAll, under the lock of the stack
    @SuppressWarnings("NullAway.Init") // through STACK
    private volatile ExitStack stack;
    // lets others interrupt the body of call; written by the thread in that body, before and after it
    private volatile @Nullable BodyGuard guard;

    LoopNursery(WorkerLoop loop, NurserySpec spec) {
        super(loop, spec);
        this.loop = loop;
        // nobody has seen this yet: without a fence
        STACK.set(this, newStack());
    }

    @Override
    LoopNursery self() {
        return this;
    }

    // ---- what it is

    @Override
    public Task<@Nullable Void> sentinelTask() {
        SentinelTask present = sentinel;
        if (present != null) {
            return present;
        }
        SentinelTask made = new SentinelTask(this, loop);
        SentinelTask faster = (SentinelTask) SENTINEL.compareAndExchange(this, null, made);
        if (faster != null) {
            return faster;
        }
        if (isClosed()) {
            // who finished the close may have found none
            made.end();
        }
        return made;
    }

    @Override
    public Collection<Task<?>> tasks() {
        List<Task<?>> tasks = new ArrayList<>();
        for (TaskGroup group : stack.groups()) {
            group.members().stream().filter(task -> !task.isDone()).forEach(tasks::add);
        }
        return Collections.unmodifiableList(tasks);
    }

    @Override
    public String toString() {
        String state = isClosed() ? "closed" : stack.closing() != null ? "closing" : "open";
        return "TaskNursery[" + shownName() + ", " + state + "]";
    }

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {
        LoopNursery at = this;
        while (at != null) {
            action.accept(at);
            Closing closing = at.stack.closing();
            if (closing != null) {
                action.accept(closing);
            }
            at = at.parent();
        }
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAt);
    }

    // ---- arrivals

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return start(hasFixedName() ? null : "task:" + name(), body);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(String name, Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return start(nameOfTask(name), body);
    }

    @Override
    public Task<@Nullable Void> createTask(TaskAction body) {
        return createTask(asCallable(body));
    }

    @Override
    public Task<@Nullable Void> createTask(String name, TaskAction body) {
        return createTask(name, asCallable(body));
    }

    private static Callable<@Nullable Void> asCallable(TaskAction body) {
        Objects.requireNonNull(body, "body");
        return () -> {
            body.run();
            return null;
        };
    }

    private String nameOfTask(String label) {
        Objects.requireNonNull(label, "name");
        TaskName last = lastTaskName;
        if (last != null && last.label().equals(label)) {
            return last.full();
        }
        String full = Names.requireWords(label, "task") + ":" + name();
        if (hasFixedName()) {
            lastTaskName = new TaskName(label, full);
        }
        return full;
    }

    /** The name that was given to a task, and what became of it. */
    private record TaskName(String label, String full) {}

    private <T extends @Nullable Object> Task<T> start(@Nullable String full, Callable<T> body) {
        Callable<T> carried = loop.carriers().carry(body);
        BodyTask<T> task = stack.addTask(this, group -> new BodyTask<>(full, group, carried));
        WorkerLoop.startOrRefuse(task);
        return task;
    }

    @Override
    public <T extends @Nullable Object> Task<T> adopt(String name, CompletionStage<T> stage) {
        Objects.requireNonNull(stage, "stage");
        String full = nameOfTask(name);
        try {
            StageTask<T> task = stack.addTask(this, group -> new StageTask<>(full, group, stage));
            task.start();
            return task;
        } catch (NurseryClosedException e) {
            StageTask.cancelStage(stage);
            throw e;
        }
    }

    @Override
    public ExecutorService executor() {
        return new NurseryExecutor(this);
    }

    @Override
    public <R extends AutoCloseable> R enter(R resource) {
        Objects.requireNonNull(resource, "resource");
        try {
            stack.addExit(this, closing(resource), resource, ExitEntry.Kind.RESOURCE);
            return resource;
        } catch (NurseryClosedException e) {
            try {
                resource.close();
            } catch (Exception failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    @Override
    public <R extends AutoCloseable> R leave(R resource) {
        Objects.requireNonNull(resource, "resource");
        if (!stack.removeExit(this, resource)) {
            throw new IllegalArgumentException("resource [" + resource + "] is not on the stack of " + subject()
                    + "; enter it first, and let it leave once");
        }
        return resource;
    }

    @Override
    public void push(ExitCallback exit) {
        stack.addExit(this, Objects.requireNonNull(exit, "exit"), exit, ExitEntry.Kind.CALLBACK);
    }

    @Override
    public void callback(AutoCloseable action) {
        stack.addExit(this, closing(Objects.requireNonNull(action, "action")), action, ExitEntry.Kind.CALLBACK);
    }

    private static ExitCallback closing(AutoCloseable action) {
        return info -> {
            action.close();
            return false;
        };
    }

    // ---- children and parents

    @Override
    public TaskNursery open(String name) {
        Names.requireWords(Objects.requireNonNull(name, "name"), "nursery");
        return loop.open(spec().named(name), this);
    }

    /** Takes a new nursery in as a child. */
    void admit(LoopNursery child) {
        stack.addChild(this, child);
    }

    @Override
    public TaskNursery popAll() {
        LoopNursery successor = new LoopNursery(loop, spec().named(null));
        try {
            handPlaceTo(successor, () -> stack.handTo(this, successor, () -> takeOver(successor)));
        } catch (NurseryClosedException e) {
            successor.discard();
            throw e;
        }
        closer().wakeBodyOfAnother();
        end();
        ring();
        return successor;
    }

    /** Hands the stack to a successor, which is seen from then on; called under the lock of the stack. */
    private void takeOver(LoopNursery successor) {
        successor.stack = stack;
        ExitStack empty = newStack();
        // before anybody sees it, and adds something
        empty.seal(new ClosingOfNothing(this));
        stack = empty;
        successor.register();
    }

    private ExitStack newStack() {
        return new ExitStack(this, loop, loop.siteOf(spec()));
    }

    /** Ends a nursery whose opening is refused; a shutdown may have seen it, and then that ends it. */
    void discard() {
        if (stack.seal(new ClosingOfNothing(this))) {
            end();
        }
    }

    @Override
    public void lookAgain() {
        ring();
    }

    // ---- what tasks tell

    Bell bell() {
        return room().bell();
    }

    /** Makes those who wait here and further up look again. */
    void ring() {
        ringHere();
        LoopNursery parent = parent();
        if (parent != null) {
            parent.ring();
        }
    }

    void tellFailure(OwnedTask<?> task, Throwable failure) {
        loop.callExceptionHandler(
                new ExceptionContext("task [" + task.name() + "] failed", failure, task, sentinelTask()));
    }

    // ---- waiting

    @Override
    public void join() throws InterruptedException {
        new Joining(this, loop.current()).join();
    }

    @Override
    public <T extends @Nullable Object> Task<T> stopTask(Task<T> task) {
        Objects.requireNonNull(task, "task");
        if (!isSentinel(task) && !isUnfinishedChild(task)) {
            throw new IllegalArgumentException("task [" + task.name() + "] is no unfinished child of " + subject()
                    + "; only a task that it lists can be stopped");
        }
        return loop.stopTask(task, grace());
    }

    boolean isSentinel(@Nullable Task<?> task) {
        SentinelTask present = sentinel;
        return present != null && present.equals(task);
    }

    private boolean isUnfinishedChild(Task<?> task) {
        return !task.isDone()
                && task instanceof GroupTask<?> child
                && child.owner() instanceof Entry.Tasks place
                && place.nursery() == this;
    }

    // ---- closing

    Duration grace() {
        return spec().grace();
    }

    @Override
    public void close() {
        closer().close();
    }

    /** The ways to close it. */
    Closer closer() {
        return new Closer(this, loop);
    }

    @Nullable
    BodyGuard guard() {
        return guard;
    }

    void guardBody(@Nullable BodyGuard bodyGuard) {
        guard = bodyGuard;
    }

    ExitStack stack() {
        return stack;
    }

    /**
     * The close is over: gives name and place back, and lets the sentinel end.
     *
     * <p>Wakes those who wait here; if it has left something behind, those further up must look again too.
     */
    void end() {
        unregister();
        stack.closeBooks();
        ringHere();
        Closing closing = Objects.requireNonNull(stack.closing(), "closing");
        closing.nurseryEnded();
        SentinelTask present = sentinel;
        if (present != null) {
            closing.end(present);
        }
    }

    /** Waits until the sentinel has ended, if there is one; nothing else is left when this has closed. */
    boolean awaitSentinel(Deadline deadline) {
        SentinelTask present = sentinel;
        return present == null || present.awaitEndUninterruptibly(deadline);
    }
}
