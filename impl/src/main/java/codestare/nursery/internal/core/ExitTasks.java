package codestare.nursery.internal.core;

import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.BodyTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.TaskOwner;
import codestare.nursery.internal.task.TaskSite;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs an exit callback as a task of the close, so that it can be interrupted and left behind like any other. */
final class ExitTasks implements TaskOwner {
    private static final GuardedLog LOG = GuardedLog.of(ExitTasks.class);

    private final WorkerLoop loop;
    private final String name;

    private ExitTasks(WorkerLoop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    static <T> BodyTask<T> make(WorkerLoop loop, String name, TaskSite site, Callable<T> body) {
        TaskGroup group = new TaskGroup(new ExitTasks(loop, name), site);
        BodyTask<T> task = new BodyTask<>(name, group, body);
        group.add(task);
        return task;
    }

    @Override
    public TaskLoop loop() {
        return loop;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean failing(OwnedTask<?> task, Throwable failure) {
        return false;
    }

    // it is counted by nobody: it is a part of the close, and no task of the user

    @Override
    public void cancelled() {}

    @Override
    public void refused() {}

    @Override
    public void failed(OwnedTask<?> task, Throwable failure) {
        // the close tells it; this is for one that was left behind
        LOG.log(Level.DEBUG, "task [" + task.name() + "] failed", failure);
    }

    @Override
    public void left(TaskGroup group) {}

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {}

    @Override
    public void ring() {}
}
