package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A nursery on a loop: the way through its life.
 *
 * <pre>
 * open ──begin──▶ closing ──finish──▶ closed
 *   └──popAll──────────────────────────▲
 * </pre>
 */
final class LoopNursery extends OwningNursery {
    static final Comparator<LoopNursery> BY_AGE = Comparator.comparingLong(LoopNursery::number);

    private static final VarHandle SENTINEL;

    static {
        try {
            SENTINEL = MethodHandles.lookup().findVarHandle(LoopNursery.class, "sentinel", SentinelTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long openedAt = System.nanoTime();
    // made by the first who asks, through SENTINEL
    private volatile @Nullable SentinelTask sentinel;
    // lets others interrupt the body of call; written by the thread in that body, before and after it
    private volatile @Nullable BodyGuard guard;

    LoopNursery(WorkerLoop loop, NurserySpec spec) {
        super(loop, spec);
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
        SentinelTask made = new SentinelTask(this, loop());
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
    public String toString() {
        String state = isClosed() ? "closed" : stack().closing() != null ? "closing" : "open";
        return "TaskNursery[" + shownName() + ", " + state + "]";
    }

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {
        LoopNursery at = this;
        while (at != null) {
            action.accept(at);
            Closing closing = at.stack().closing();
            if (closing != null) {
                action.accept(closing);
            }
            at = at.parent();
        }
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAt);
    }

    // ---- children and parents

    @Override
    public TaskNursery open(String name) {
        Names.requireWords(Objects.requireNonNull(name, "name"), "nursery");
        LoopNursery child = loop().tryOpen(spec().named(name), this);
        if (child == null) {
            // the loop stops, and this nursery's turn to close comes
            throw new NurseryClosedException("nursery [" + shownName() + "] is closing; open a new one");
        }
        return child;
    }

    /** Takes a new nursery in as a child. */
    void admit(LoopNursery child) {
        stack().addChild(this, child);
    }

    @Override
    public TaskNursery popAll() {
        LoopNursery successor = new LoopNursery(loop(), spec().named(null));
        try {
            handPlaceTo(
                    successor,
                    () -> stack().handTo(this, successor, () -> {
                        handStackTo(successor);
                        // seen from here on
                        successor.register();
                    }));
        } catch (NurseryClosedException e) {
            successor.discard();
            throw e;
        }
        closer().wakeBodyOfAnother();
        end();
        ring();
        return successor;
    }

    /** Ends a nursery whose opening is refused; a shutdown may have seen it, and then that ends it. */
    void discard() {
        if (stack().seal(new ClosingOfNothing(this))) {
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
        loop().callExceptionHandler(
                        new ExceptionContext("task [" + task.name() + "] failed", failure, task, sentinelTask()));
    }

    // ---- waiting

    @Override
    public void join() throws InterruptedException {
        new Joining(this, loop().current()).join();
    }

    @Override
    public <T extends @Nullable Object> Task<T> stopTask(Task<T> task) {
        Objects.requireNonNull(task, "task");
        if (!isSentinel(task) && !isUnfinishedChild(task)) {
            throw new IllegalArgumentException("task [" + task.name() + "] is no unfinished child of " + subject()
                    + "; only a task that it lists can be stopped");
        }
        return loop().stopTask(task, grace());
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
        return new Closer(this, loop());
    }

    @Nullable
    BodyGuard guard() {
        return guard;
    }

    void guardBody(@Nullable BodyGuard bodyGuard) {
        guard = bodyGuard;
    }

    /**
     * The close is over: gives name and place back, and lets the sentinel end.
     *
     * <p>Wakes those who wait here; if it has left something behind, those further up must look again too.
     */
    void end() {
        unregister();
        stack().closeBooks();
        ringHere();
        Closing closing = Objects.requireNonNull(stack().closing(), "closing");
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
