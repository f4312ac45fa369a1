package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.TaskOwner;
import codestare.nursery.internal.task.TaskSite;
import codestare.nursery.internal.work.Bell;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The tasks of a loop that belong to no nursery. */
final class LooseTasks implements TaskOwner {
    private final WorkerLoop loop;
    private final Bell bell = new Bell();
    private final TaskSite site;
    private final TaskGroup group;

    LooseTasks(WorkerLoop loop) {
        this.loop = loop;
        this.site = loop.site(
                loop.tenant().classLoader(),
                () -> loop.tenant().engine().settings().freshThreads());
        this.group = new TaskGroup(this, site);
    }

    TaskGroup group() {
        return group;
    }

    TaskSite site() {
        return site;
    }

    <T extends GroupTask<?>> T start(Function<TaskGroup, T> making) {
        T task = making.apply(group);
        if (!loop.isRunning() || !group.add(task)) {
            throw loop.refusal();
        }
        WorkerLoop.startOrRefuse(task);
        return task;
    }

    /** Ends all of them. */
    void end(Ending ending) {
        group.seal();
        ending.endTasks(group, bell, List.of(), loop.subject());
    }

    @Override
    public TaskLoop loop() {
        return loop;
    }

    @Override
    public String name() {
        return loop.name();
    }

    @Override
    public boolean failing(OwnedTask<?> task, Throwable failure) {
        loop.tally().failed();
        return loop.isRunning();
    }

    @Override
    public void cancelled() {
        loop.tally().cancelled();
    }

    @Override
    public void refused() {
        loop.tally().refused();
    }

    @Override
    public void failed(OwnedTask<?> task, Throwable failure) {
        loop.tell(null, task, failure);
        loop.callExceptionHandler(new ExceptionContext("task [" + task.name() + "] failed", failure, task, null));
    }

    @Override
    public void left(TaskGroup left) {
        ring();
    }

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {}

    @Override
    public void ring() {
        bell.ring();
    }
}
