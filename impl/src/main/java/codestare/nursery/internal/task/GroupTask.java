package codestare.nursery.internal.task;

import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task of a nursery or a loop: it is cancelled with its group, reports its failure, and leaves the group at its end. */
public abstract class GroupTask<T extends @Nullable Object> extends OwnedTask<T> {
    private static final VarHandle CANCELLATION;

    static {
        try {
            CANCELLATION = MethodHandles.lookup().findVarHandle(GroupTask.class, "cancellation", Cancellation.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TaskGroup group;
    // set once, by the first who cancels
    private volatile @Nullable Cancellation cancellation;
    private final Actions<AutoCloseable> unblocks = new Actions<>();
    // written by the thread that ends the task, before the handler is told; volatile: the handler may pass it on
    private volatile boolean endsOthers;

    // the links of the group; guarded by the group's lock
    @Nullable
    GroupTask<?> older;

    @Nullable
    GroupTask<?> newer;

    boolean listed;

    GroupTask(String name, TaskGroup group, boolean begun) {
        super(name, group.site().current(), begun);
        this.group = group;
    }

    /** Starts what makes the task run; returns false if it cannot run, and then nothing is left of it. */
    public final boolean start() {
        boolean launched = false;
        try {
            launched = launch();
        } finally {
            if (!launched) {
                group.remove(this);
                group.owner().left(group);
            }
        }
        return launched;
    }

    abstract boolean launch();

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
    final void beginsToWait() {
        group.owner().ring();
    }

    // ---- the end

    final void succeed(T result) {
        settle(SUCCEEDED, result);
        calm();
        leave();
    }

    final void endWith(Throwable thrown) {
        Cancellation asked = cancellation;
        if (asked != null && asked.explains(thrown)) {
            settle(CANCELLED, thrown);
            calm();
        } else {
            endsOthers = group.owner().failing(this, thrown);
            settle(FAILED, thrown);
            calm();
            tellFailure(() -> group.owner().failed(this, thrown));
        }
        leave();
    }

    /** Takes an interrupt back that was meant for the body, before others' code runs on its thread. */
    abstract void calm();

    /** Runs the telling of a failure, on a worker. */
    abstract void tellFailure(Runnable telling);

    private void leave() {
        unblocks.close();
        group.remove(this);
        group.owner().left(group);
        announce();
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
        if (settleUnbegun()) {
            dropBody();
            leave();
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

    abstract void dropBody();

    abstract void stopRunning();

    @Override
    public final Task<T> onCancel(AutoCloseable unblock) {
        Objects.requireNonNull(unblock, "unblock");
        if (!unblocks.add(unblock) && !isDone()) {
            runUnblock(unblock);
        }
        return this;
    }

    private void unblock() {
        java.util.Deque<AutoCloseable> actions = unblocks.close();
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
