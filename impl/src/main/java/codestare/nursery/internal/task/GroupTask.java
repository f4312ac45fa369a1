package codestare.nursery.internal.task;

import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.roster.Row;
import codestare.nursery.internal.roster.Seated;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task of a nursery or a loop: it is cancelled with its group, reports its failure, and leaves the group at its end. */
public abstract class GroupTask<T extends @Nullable Object> extends OwnedTask<T> implements Seated {
    private static final VarHandle CANCELLATION;
    private static final VarHandle UNBLOCKS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CANCELLATION = lookup.findVarHandle(GroupTask.class, "cancellation", Cancellation.class);
            UNBLOCKS = lookup.findVarHandle(GroupTask.class, "unblocks", Actions.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TaskGroup group;
    // set once, by the first who cancels
    private volatile @Nullable Cancellation cancellation;
    // made by the first who adds one; dropped by the thread that ends the task
    private volatile @Nullable Actions<AutoCloseable> unblocks;
    // written by the thread that ends the task, before the handler is told; volatile: the handler may pass it on
    private volatile boolean endsOthers;

    // where it sits in the group; written before it is seen there, and by the thread that ends the task
    private @Nullable Row row;
    private short seat;

    GroupTask(@Nullable String name, TaskGroup group) {
        super(name);
        this.group = group;
    }

    @Override
    protected final String makeName() {
        return group.defaultName();
    }

    @Override
    public final void sit(@Nullable Row where, int number) {
        row = where;
        seat = (short) number;
    }

    @Override
    public final @Nullable Row row() {
        return row;
    }

    @Override
    public final int seat() {
        return seat;
    }

    @Override
    protected final CurrentTask current() {
        return group.site().current();
    }

    /** Starts what makes the task run; returns false if it cannot run, and then nothing is left of it. */
    public final boolean start() {
        boolean launched = false;
        try {
            launched = launch();
        } finally {
            if (!launched) {
                group.remove(this);
                group.owner().refused();
            }
        }
        return launched;
    }

    abstract boolean launch();

    /** Begins the task for a worker that will run it; returns false if it is not for workers, or not any more. */
    boolean tryBegin() {
        return false;
    }

    @Override
    public final TaskLoop loop() {
        return group.owner().loop();
    }

    public final TaskOwner owner() {
        return group.owner();
    }

    public final TaskGroup group() {
        return group;
    }

    final TaskSite site() {
        return group.site();
    }

    /** Whether the failure of this task may end others: its owner was not ending already. */
    public final boolean endsOthers() {
        return endsOthers;
    }

    @Override
    public final void forEachAround(Consumer<? super Awaited> action) {
        action.accept(this);
        group.owner().forEachAround(action);
    }

    @Override
    final void beginsToWait() {
        group.owner().ring();
    }

    // ---- the end

    final void succeed(T result) {
        boolean own = mayTellNow();
        settle(SUCCEEDED, result);
        calm();
        leave(own);
    }

    final void endWith(Throwable thrown) {
        Cancellation asked = cancellation;
        if (asked != null && asked.explains(thrown)) {
            group.owner().cancelled();
            boolean own = mayTellNow();
            settle(CANCELLED, thrown);
            calm();
            leave(own);
            return;
        }
        endsOthers = group.owner().failing(this, thrown);
        settle(FAILED, thrown);
        calm();
        boolean told = false;
        try {
            tellFailure(() -> tellAndLeave(thrown));
            told = true;
        } finally {
            if (!told) {
                leaveAsFailed();
            }
        }
    }

    private void tellAndLeave(Throwable thrown) {
        try {
            group.owner().failed(this, thrown);
        } finally {
            leaveAsFailed();
        }
    }

    private void leaveAsFailed() {
        // those who join look at failures first
        group.owner().ring();
        boolean own = mayTellNow();
        VarHandle.fullFence();
        leave(own);
    }

    /** Lets those who are told of the end be told once it is settled, where it ends on its own thread; returns whether. */
    private boolean mayTellNow() {
        boolean own = isOnItsThread();
        if (own) {
            beginToTell();
        }
        return own;
    }

    /** Whether the calling thread runs the body of this task. */
    boolean isOnItsThread() {
        return false;
    }

    /** Takes an interrupt back that was meant for the body, before others' code runs on its thread. */
    abstract void calm();

    /** Runs the telling of a failure, which is the end of the task, on a worker. */
    abstract void tellFailure(Runnable telling);

    /**
     * Leaves the group and tells of the end.
     *
     * <p>What users have hung on the end of a task is run by its thread before it leaves, so that a close waits for that as
     * well. On any other thread it might itself wait for the task to leave.
     */
    private void leave(boolean own) {
        if (unblocks != null) {
            unblocks = null;
        }
        if (own) {
            try {
                announce();
            } finally {
                group.remove(this);
            }
        } else {
            beginToTell();
            // has the fence
            group.remove(this);
            announce();
        }
    }

    // ---- cancelling

    @Override
    protected final String reason() {
        Cancellation asked = cancellation;
        return asked == null ? Cancellation.NO_REASON : asked.reason();
    }

    @Override
    protected final boolean cancel(String reason, boolean evenIfRunning) {
        boolean first = evenIfRunning && CANCELLATION.compareAndSet(this, null, new Cancellation(reason));
        if (keepFromBeginning()) {
            group.owner().cancelled();
            settle(CANCELLED, null);
            leave(false);
            return true;
        }
        if (isDone() || !evenIfRunning) {
            return false;
        }
        if (first) {
            stopRunning();
            unblock();
        }
        return true;
    }

    /** Whether somebody asked this task to end. */
    public final boolean isCancelRequested() {
        return cancellation != null;
    }

    /** Sees to it that the task never begins; false if it has begun, or has been kept from it already. */
    boolean keepFromBeginning() {
        return false;
    }

    abstract void stopRunning();

    @Override
    public final Task<T> onCancel(AutoCloseable unblock) {
        Objects.requireNonNull(unblock, "unblock");
        if (isDone()) {
            return this;
        }
        Actions<AutoCloseable> actions = Actions.in(UNBLOCKS, this, unblocks);
        actions.add(unblock);
        if (cancellation != null) {
            // unless who cancels has taken it
            actions.takeAll().forEach(this::runUnblock);
        }
        return this;
    }

    private void unblock() {
        Actions<AutoCloseable> present = unblocks;
        Deque<AutoCloseable> actions = present == null ? new ArrayDeque<>() : present.takeAll();
        if (!actions.isEmpty()) {
            // on a worker: a close may block, and who cancels never waits
            site().execute("onCancel of " + name(), () -> actions.forEach(this::runUnblock));
        }
    }

    private void runUnblock(AutoCloseable unblock) {
        if (!isDone()) {
            Objects.requireNonNull(cancellation).unblocked();
            Actions.run(unblock, "onCancel action of task [" + name() + "]");
        }
    }
}
