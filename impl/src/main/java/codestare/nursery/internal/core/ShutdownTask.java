package codestare.nursery.internal.core;

import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.OwnedTask;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The task that stands for a shutdown: it belongs to no loop that it stops, and cannot be cancelled. */
final class ShutdownTask extends OwnedTask<@Nullable Void> {
    private final WorkerLoop house;
    // what this one waits for: its own end, and that of all it includes; stays 0 once it has ended
    private final AtomicInteger open = new AtomicInteger(1);

    ShutdownTask(String name, WorkerLoop house) {
        super("shutdown:" + name);
        this.house = house;
    }

    @Override
    protected String makeName() {
        throw new AssertionError("it has one");
    }

    @Override
    protected CurrentTask current() {
        return house.current();
    }

    @Override
    public TaskLoop loop() {
        return house;
    }

    @Override
    protected String reason() {
        return "";
    }

    @Override
    protected boolean cancel(String reason, boolean evenIfRunning) {
        return false;
    }

    @Override
    public ShutdownTask onCancel(AutoCloseable unblock) {
        // it is never cancelled
        Objects.requireNonNull(unblock, "unblock");
        return this;
    }

    /** Lets this one last until others have ended too; returns false if it has ended already. */
    boolean include(List<ShutdownTask> others) {
        if (!hold()) {
            return false;
        }
        for (ShutdownTask other : others) {
            hold();
            other.onDone(ended -> end());
        }
        end();
        return true;
    }

    private boolean hold() {
        return open.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
    }

    /** What began this one, or something that it includes, has ended. */
    void end() {
        if (open.decrementAndGet() == 0) {
            complete();
        }
    }
}
