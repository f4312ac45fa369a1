package codestare.nursery.internal.core;

import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.OwnedTask;
import org.jspecify.annotations.Nullable;

/** The task that stands for a shutdown: it belongs to no loop that it stops, and cannot be cancelled. */
final class ShutdownTask extends OwnedTask<@Nullable Void> {
    private final WorkerLoop house;

    ShutdownTask(String name, WorkerLoop house) {
        super("shutdown:" + name, house.current(), true);
        this.house = house;
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
        return this;
    }

    void end() {
        complete();
    }
}
