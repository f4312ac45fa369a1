package codestare.nursery.internal.core;

import codestare.nursery.Task;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Why, by when and from where something ends; knows how a group of tasks ends under these terms. */
final class Ending {
    private final String reason;
    private final Deadline deadline;
    private final Set<? extends OwnedTask<?>> callers;
    private final Thread thread;
    private final Stragglers stragglers;

    private Ending(
            String reason,
            Deadline deadline,
            Set<? extends OwnedTask<?>> callers,
            Thread thread,
            Stragglers stragglers) {
        this.reason = reason;
        this.deadline = deadline;
        this.callers = callers;
        this.thread = thread;
        this.stragglers = stragglers;
    }

    /**
     * One that the current thread asks for.
     *
     * @param callers the tasks from inside of which that is; they are neither cancelled nor awaited
     */
    static Ending byThisThread(
            String reason, Deadline deadline, Set<? extends OwnedTask<?>> callers, Stragglers stragglers) {
        return new Ending(reason, deadline, callers, Thread.currentThread(), stragglers);
    }

    /** The callers of something that the current thread asks for: its task, if it runs one. */
    static Set<? extends OwnedTask<?>> here(CurrentTask current) {
        OwnedTask<?> task = current.get();
        return task == null ? Set.of() : Set.of(task);
    }

    String reason() {
        return reason;
    }

    Deadline deadline() {
        return deadline;
    }

    Thread thread() {
        return thread;
    }

    boolean isCaller(Awaited task) {
        return callers.contains(task);
    }

    /** The same ending for a part of what ends, which has a time of its own but no more than is left. */
    Ending within(Duration time) {
        return new Ending(reason, deadline.within(time), callers, thread, stragglers);
    }

    /** The same ending for one of several that end by the same instant: another limit of this one is none of the others'. */
    Ending part() {
        return new Ending(reason, deadline.part(), callers, thread, stragglers);
    }

    /**
     * Cancels all tasks of a group, then waits for all, no longer than the deadline; the rest are left behind, now or when
     * they have had their time.
     *
     * @param bell rung when a task has left the group, or begins to wait for what ends here
     * @param these what is waited for here: those who wait for it cannot be awaited
     * @return whether all have ended
     */
    boolean endTasks(TaskGroup group, Bell bell, List<? extends Awaited> these, String where) {
        Set<OwnedTask<?>> waitForCallers = Awaited.allThatWaitFor(callers);
        List<GroupTask<?>> others = group.members();
        others.removeIf(task -> isCaller(task) || waitForCallers.contains(task));
        // where the loop has a limit, those that wait would begin as others end
        others.stream().filter(task -> task.status() == Task.Status.PENDING).forEach(task -> task.cancel(reason));
        others.forEach(task -> task.cancel(reason));
        List<Awaited> goals = new ArrayList<>(callers);
        goals.addAll(these);
        boolean inTime =
                bell.await(() -> group.isEmptyBut(callers, Awaited.allThatWaitFor(goals)), deadline.orLastChance());
        Set<OwnedTask<?>> excused = Awaited.allThatWaitFor(goals);
        List<GroupTask<?>> left = group.members();
        List<GroupTask<?>> later = new ArrayList<>();
        for (GroupTask<?> task : left) {
            // in time, all who are left were excused a moment ago; who has gone on since then has the rest of its time
            if (inTime || isCaller(task) || excused.contains(task)) {
                later.add(task);
            } else {
                stragglers.leave(task, where);
            }
        }
        stragglers.leaveLater(later, where, deadline);
        return left.isEmpty();
    }

    /** Waits for something that ends by itself; returns whether it did. */
    boolean await(Bell bell, BooleanSupplier over) {
        return bell.await(over, deadline) || bell.await(over, deadline.orLastChance());
    }
}
