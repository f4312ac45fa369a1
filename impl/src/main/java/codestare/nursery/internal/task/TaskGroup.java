package codestare.nursery.internal.task;

import java.util.List;
import java.util.Set;

/**
 * Unfinished tasks that end together, oldest first.
 *
 * <p>Adding and removing take constant time and no lock; a task that has left is held no more.
 */
public final class TaskGroup {
    private final TaskOwner owner;
    private final TaskSite site;
    private final String ownerName;
    private final long arrivedBefore;
    private final Roster roster = new Roster();

    /**
     * @param ownerName ends the names of tasks that got none
     * @param arrivedBefore how many tasks the owner had before this group
     */
    public TaskGroup(TaskOwner owner, TaskSite site, String ownerName, long arrivedBefore) {
        this.owner = owner;
        this.site = site;
        this.ownerName = ownerName;
        this.arrivedBefore = arrivedBefore;
    }

    public TaskOwner owner() {
        return owner;
    }

    TaskSite site() {
        return site;
    }

    /** The name of a task that got none. */
    String nameOf(GroupTask<?> task) {
        return "task-" + (arrivedBefore + 1 + Integer.toUnsignedLong(task.number)) + ":" + ownerName;
    }

    /** How many tasks have come, with those before this group. */
    public long arrived() {
        return arrivedBefore + roster.arrived();
    }

    /** Adds a task, unless the group is sealed. */
    public boolean add(GroupTask<?> task) {
        return roster.add(task);
    }

    /** Takes a task out, and wakes those who wait for that. */
    void remove(GroupTask<?> task) {
        if (roster.remove(task)) {
            owner.left(this);
        }
    }

    /** Lets nothing be added any more. */
    public void seal() {
        if (roster.seal()) {
            owner.left(this);
        }
    }

    public boolean isSealed() {
        return roster.isSealed();
    }

    /** The tasks that have not left, oldest first; one that has ended may still be telling so. */
    public List<GroupTask<?>> members() {
        return roster.members();
    }

    /**
     * Tells whether nothing is left but the callers and those excused because of what they wait for; if more is left,
     * the owner will hear when some of that has left.
     */
    public boolean isEmptyBut(Set<? extends OwnedTask<?>> callers, Set<? extends OwnedTask<?>> excused) {
        return roster.isEmptyBut(task -> callers.contains(task) || excused.contains(task));
    }
}
