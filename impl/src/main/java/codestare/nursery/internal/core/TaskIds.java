package codestare.nursery.internal.core;

import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;

/**
 * The ids by which operators find tasks again: the number of the group and the number in it.
 *
 * <p>A group gets its number when the first of its tasks is shown, so a task that nobody looks at pays nothing for it.
 */
final class TaskIds {
    private TaskIds() {}

    static String of(OwnedTask<?> task) {
        if (task instanceof GroupTask<?> member) {
            WorkerLoop loop = (WorkerLoop) task.loop();
            TaskGroup group = member.group();
            return group.number(() -> loop.watch().nextId()) + "-" + TaskGroup.numberOf(member);
        }
        // a nursery's own, which has no group
        return "sentinel-" + task.name();
    }
}
