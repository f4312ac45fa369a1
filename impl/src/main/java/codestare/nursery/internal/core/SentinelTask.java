package codestare.nursery.internal.core;

import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.OwnedTask;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The task that stands for a nursery: it has no thread, and cancelling it closes the nursery. */
final class SentinelTask extends OwnedTask<@Nullable Void> {
    private static final String NO_REASON = "sentinel cancelled";

    private final LoopNursery nursery;
    private final CurrentTask current;
    private final AtomicBoolean ended = new AtomicBoolean();

    SentinelTask(LoopNursery nursery, WorkerLoop loop) {
        super(null);
        this.nursery = nursery;
        this.current = loop.current();
    }

    @Override
    protected String makeName() {
        return "sentinel:" + nursery.firstName();
    }

    @Override
    protected CurrentTask current() {
        return current;
    }

    @Override
    public TaskLoop loop() {
        return nursery.loop();
    }

    @Override
    protected String reason() {
        return NO_REASON;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // false only keeps a task from beginning, and this one has begun
        return mayInterruptIfRunning && cancel(NO_REASON, true);
    }

    @Override
    protected boolean cancel(String reason, boolean evenIfRunning) {
        if (isDone()) {
            return false;
        }
        nursery.closer().closeBySentinel(reason);
        return true;
    }

    @Override
    public SentinelTask onCancel(AutoCloseable unblock) {
        Objects.requireNonNull(unblock, "unblock");
        throw new UnsupportedOperationException("task [" + name()
                + "] is a sentinel and waits for nothing; put the action on the nursery with callback");
    }

    /** The nursery has closed; told by who closed it, or by who made this at that moment. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            complete();
        }
    }
}
