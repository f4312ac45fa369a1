package codestare.nursery.internal.task;

import codestare.nursery.ExcInfo;
import codestare.nursery.Task;
import codestare.nursery.internal.work.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all tasks have in common: a state, an outcome, those who wait, and those who want to be told.
 *
 * <pre>
 * LIVE ──settle──▶ SUCCEEDED | FAILED | CANCELLED
 *  ▲ │
 *  │ ▼ an interrupt is on its way; the end waits for it
 * INTERRUPTING ──▶ AWAITED, if the end has come
 * </pre>
 *
 * A live task is pending until it {@link #hasBegun}.
 *
 * Who ends a task calls {@link #settle} and then {@link #announce}; in between, the status is told but the waiting go on
 * waiting.
 */
public abstract class OwnedTask<T extends @Nullable Object> extends Waitable implements Task<T> {
    static final int LIVE = 0;
    static final int INTERRUPTING = 1;
    static final int AWAITED = 2;
    static final int SUCCEEDED = 3;
    static final int FAILED = 4;
    static final int CANCELLED = 5;

    /** How often who ends a task looks whether the interrupt that is on its way has been sent, before it parks. */
    private static final int LOOKS = 64;

    private static final VarHandle STATE;
    private static final VarHandle WHEN_DONE;
    private static final VarHandle TOLD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(OwnedTask.class, "state", int.class);
            WHEN_DONE = lookup.findVarHandle(OwnedTask.class, "whenDone", Actions.class);
            TOLD = lookup.findVarHandle(OwnedTask.class, "told", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // null until somebody asks; who asks writes the same as anybody else would
    private @Nullable String name;
    // changed through STATE only, by the transitions of the table
    private volatile int state;
    // the result or the exception; written before the final state is set, and published by it
    private @Nullable Object outcome;
    // made by the first who adds one
    private volatile @Nullable Actions<Consumer<? super Task<T>>> whenDone;
    // whether those who want to be told of the end are being told; written by the thread that ends the task
    private volatile boolean told;
    // written by the thread that runs the task; volatile: read by those who close
    private volatile @Nullable Awaited awaits;

    /** @param name null to have it made when somebody asks */
    protected OwnedTask(@Nullable String name) {
        this.name = name;
    }

    // ---- the transitions

    /** Ends a task, as soon as no interrupt is on its way to it; the caller is the only one who does. */
    final void settle(int end, @Nullable Object how) {
        outcome = how;
        while (!STATE.compareAndSet(this, LIVE, end)) {
            awaitInterrupt();
        }
    }

    /** Waits until the interrupt that is on its way to the calling thread has been sent: its sender has one call left. */
    private void awaitInterrupt() {
        for (int i = 0; i < LOOKS && state == INTERRUPTING; i++) {
            Thread.onSpinWait();
        }
        if (STATE.compareAndSet(this, INTERRUPTING, AWAITED)) {
            while (state == AWAITED) {
                // it may have come already, and its sender not gone on
                Thread.interrupted();
                LockSupport.park(this);
            }
        }
    }

    /** Sends an interrupt that can reach no other task: the end of this one waits until it is sent. */
    final void interrupt(Thread runner) {
        if (STATE.compareAndSet(this, LIVE, INTERRUPTING)) {
            try {
                runner.interrupt();
            } finally {
                if (!STATE.compareAndSet(this, INTERRUPTING, LIVE)) {
                    state = LIVE;
                    LockSupport.unpark(runner);
                }
            }
        }
    }

    /**
     * From here on, who wants to be told of the end is told at once, if that is settled; a full fence must follow before
     * {@link #announce}.
     */
    final void beginToTell() {
        TOLD.setRelease(this, true);
    }

    /** Wakes those who wait for the end, and tells those who want to know; the last thing that happens to a task. */
    final void announce() {
        ringHere();
        if (whenDone != null) {
            tellAll();
        }
    }

    private void tellAll() {
        Actions<Consumer<? super Task<T>>> actions = Objects.requireNonNull(whenDone);
        actions.takeAll().forEach(this::tell);
    }

    private void tell(Consumer<? super Task<T>> action) {
        Actions.run(() -> action.accept(this), "onDone action of task [" + name() + "]");
    }

    /** Ends a task without a body as succeeded, and tells. */
    protected final void complete() {
        settle(SUCCEEDED, null);
        beginToTell();
        VarHandle.fullFence();
        announce();
    }

    // ---- what it is

    @Override
    public final String name() {
        String present = name;
        if (present == null) {
            present = makeName();
            name = present;
        }
        return present;
    }

    /** The name of a task that got none at its making; always the same. */
    protected abstract String makeName();

    /** Knows the task that waits for this one. */
    protected abstract CurrentTask current();

    @Override
    public final Status status() {
        return switch (state) {
            case LIVE, INTERRUPTING, AWAITED -> hasBegun() ? Status.RUNNING : Status.PENDING;
            case SUCCEEDED -> Status.SUCCEEDED;
            case FAILED -> Status.FAILED;
            default -> Status.CANCELLED;
        };
    }

    /** Whether a live task has begun. */
    protected boolean hasBegun() {
        return true;
    }

    @Override
    public final boolean isDone() {
        return state > AWAITED;
    }

    @Override
    public final boolean isCancelled() {
        return state == CANCELLED;
    }

    @Override
    public final T resultNow() {
        if (state == SUCCEEDED) {
            return result();
        }
        throw new IllegalStateException(describe() + "; it has no result" + cure());
    }

    @Override
    public final Throwable exceptionNow() {
        if (state == FAILED) {
            return (Throwable) Objects.requireNonNull(outcome);
        }
        throw new IllegalStateException(describe() + "; it has no exception" + cure());
    }

    @Override
    public final ExcInfo excInfo() {
        return isDone() && state != SUCCEEDED && outcome != null ? ExcInfo.of((Throwable) outcome) : ExcInfo.NONE;
    }

    private String describe() {
        return "task [" + name() + "] is " + status();
    }

    private String cure() {
        return isDone() ? "" : " yet; wait for its end with get";
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a task that succeeded has a T as its outcome
    private T result() {
        return (T) outcome;
    }

    @Override
    public String toString() {
        return "Task[" + name() + ", " + status() + "]";
    }

    // ---- cancelling

    /** The words of the first cancellation. */
    protected abstract String reason();

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(Cancellation.NO_REASON, mayInterruptIfRunning);
    }

    @Override
    public final boolean cancel(String reason) {
        return cancel(Objects.requireNonNull(reason, "reason"), true);
    }

    /** Asks the task to end; never waits. */
    protected abstract boolean cancel(String reason, boolean evenIfRunning);

    /** Interrupts a straggler once more. */
    public void interruptAgain() {}

    /** About the {@link System#nanoTime} of its beginning; 0 if that is not known. */
    public long begunAt() {
        return 0;
    }

    /** The thread that runs the body now. */
    public @Nullable Thread runner() {
        return null;
    }

    // ---- waiting

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        awaitEnd(Deadline.never());
        return report();
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        Objects.requireNonNull(unit, "unit");
        Deadline deadline = Deadline.in(Duration.ofNanos(unit.toNanos(timeout)));
        if (!awaitEnd(deadline)) {
            throw new TimeoutException(
                    describe() + " after " + timeout + " " + unit.name().toLowerCase(Locale.ROOT));
        }
        return report();
    }

    private T report() throws ExecutionException {
        return switch (state) {
            case SUCCEEDED -> result();
            case FAILED -> throw new ExecutionException("task [" + name() + "] failed", (Throwable) outcome);
            default -> throw cancellation();
        };
    }

    private CancellationException cancellation() {
        CancellationException thrown = new CancellationException("task [" + name() + "] is cancelled: " + reason());
        if (outcome != null) {
            thrown.initCause((Throwable) outcome);
        }
        return thrown;
    }

    /**
     * Waits for the end.
     *
     * @return whether the task ended before the deadline
     * @throws IllegalStateException if this is the current task
     */
    public final boolean awaitEnd(Deadline deadline) throws InterruptedException {
        if (isDone()) {
            return true;
        }
        OwnedTask<?> waiter = current().get();
        if (waiter == this) {
            throw new IllegalStateException("task [" + name() + "] waits for its own end; wait from another thread");
        }
        Awaited before = waiting(waiter, this);
        try {
            return room().bell().awaitInterruptibly(this::isDone, deadline);
        } finally {
            waiting(waiter, before);
        }
    }

    /** Waits for the end whatever interrupts come, without being seen to wait. */
    public final boolean awaitEndUninterruptibly(Deadline deadline) {
        return isDone() || room().bell().await(this::isDone, deadline);
    }

    /** Notes what a task's thread begins to wait for; returns what it waited for before. */
    public static @Nullable Awaited waiting(@Nullable OwnedTask<?> waiter, @Nullable Awaited target) {
        if (waiter == null) {
            return null;
        }
        Awaited before = waiter.awaits;
        waiter.awaits = target;
        if (before != null && before != target) {
            before.room().leave(waiter);
        }
        if (target != null) {
            target.room().enter(waiter);
            waiter.beginsToWait();
            ringAlong(target);
        }
        return before;
    }

    /** Lets those look again who wait for this task: they may not, if it waits for them. */
    void beginsToWait() {}

    /** Lets those look again who wait for a group at the end of this chain: what they wait for may wait for them now. */
    private static void ringAlong(Awaited from) {
        Set<Awaited> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Awaited at = from;
        while (at instanceof OwnedTask<?> task && seen.add(at)) {
            at = task.awaits();
        }
        if (at != null) {
            at.lookAgain();
        }
    }

    @Override
    public void lookAgain() {}

    final @Nullable Awaited awaits() {
        return awaits;
    }

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {
        action.accept(this);
    }

    // ---- telling

    @Override
    public final Task<T> onDone(Consumer<? super Task<T>> action) {
        Objects.requireNonNull(action, "action");
        Actions.in(WHEN_DONE, this, whenDone).add(action);
        if (told && isDone()) {
            // unless who ends the task has taken it
            tellAll();
        }
        return this;
    }

    @Override
    public final CompletionStage<T> toCompletionStage() {
        TaskStage<T> stage = new TaskStage<>();
        onDone(task -> {
            switch (state) {
                case SUCCEEDED -> stage.complete(result());
                case FAILED -> stage.completeExceptionally(exceptionNow());
                default -> stage.completeExceptionally(cancellation());
            }
        });
        return stage;
    }
}
