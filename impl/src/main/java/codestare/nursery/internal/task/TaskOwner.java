package codestare.nursery.internal.task;

import codestare.nursery.TaskLoop;
import java.util.function.Consumer;

/** What the tasks of a group belong to, as far as the tasks need to know. */
public interface TaskOwner {
    TaskLoop loop();

    /** The name that ends the names of the tasks; the one that the owner had at its making. */
    String name();

    /**
     * Takes note of a failure, before the status of the task tells it.
     *
     * @return whether the failure may end anything; false while the owner is ending anyway
     */
    boolean failing(OwnedTask<?> task, Throwable failure);

    /** Takes note that a task ends as cancelled, before it leaves its group. */
    void cancelled();

    /** Takes note that a task was not started and has left its group. */
    void refused();

    /** Tells the exception handler, on the task's worker, after the status of the task is set. */
    void failed(OwnedTask<?> task, Throwable failure);

    /** Wakes those who wait for the tasks of a group, after one has left it. */
    void left(TaskGroup group);

    /** Tells what cannot be over before a task of this owner is. */
    void forEachAround(Consumer<? super Awaited> action);

    /** Wakes them to look again: a task has begun to wait for something, maybe for them. */
    void ring();
}
