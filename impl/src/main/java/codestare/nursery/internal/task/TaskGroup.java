package codestare.nursery.internal.task;

import codestare.nursery.internal.roster.Roster;
import codestare.nursery.internal.roster.RosterQueue;
import codestare.nursery.internal.roster.Taker;
import codestare.nursery.internal.watch.Crowd;
import codestare.nursery.internal.work.Job;
import codestare.nursery.internal.work.JobSource;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Unfinished tasks that end together, oldest first.
 *
 * <p>Adding and removing take constant time and no lock; a task that has left is held no more.
 */
public final class TaskGroup extends JobSource {
    private final TaskOwner owner;
    private final TaskSite site;
    private final RosterQueue<GroupTask<?>> roster = new RosterQueue<>();
    // made when somebody asks; who asks writes the same as anybody else would
    private @Nullable String defaultName;
    // made for the first who asks; guarded by this
    private long number;

    public TaskGroup(TaskOwner owner, TaskSite site) {
        this.owner = owner;
        this.site = site;
    }

    public TaskOwner owner() {
        return owner;
    }

    TaskSite site() {
        return site;
    }

    /** The name of the tasks that got none. */
    String defaultName() {
        String present = defaultName;
        if (present == null) {
            present = "task:" + owner.name();
            defaultName = present;
        }
        return present;
    }

    /** Lets the name of the tasks that got none stay as it is, whoever owns them later. */
    public void fixName() {
        defaultName();
    }

    @Override
    protected @Nullable Job take(Taker taker) {
        return (BodyTask<?>) roster.take(taker, GroupTask::tryBegin);
    }

    @Override
    protected boolean mayHaveMore(Taker taker) {
        return roster.mayHaveUntaken(taker);
    }

    /** How many have come. */
    public long arrived() {
        return roster.came();
    }

    /** How many have come, and how many of them have not left. */
    public Crowd crowd() {
        long created = roster.came();
        return new Crowd(created, roster.present());
    }

    /**
     * The number of a group among all nurseries, loops and groups of the engine.
     *
     * @param numbers gives one when it is first asked for
     */
    public synchronized long number(LongSupplier numbers) {
        if (number == 0) {
            number = numbers.getAsLong();
        }
        return number;
    }

    /** The number of a task in this group, from 1 on; 0 if it has left. */
    public static long numberOf(GroupTask<?> task) {
        return 1 + Roster.numberOf(task);
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

    /** Whether all have left that had come at one moment of this call. */
    public boolean isEmpty() {
        return roster.isEmpty();
    }

    /**
     * Tells whether somebody is left who is no caller and waits for nothing, so that nobody can be excused; if so, the owner
     * will hear when some have left.
     */
    public boolean isBusyBut(Set<? extends OwnedTask<?>> callers) {
        return !roster.isEmptyBut(task -> task.awaits() != null || callers.contains(task));
    }

    /**
     * Tells whether nothing is left but the callers and those excused because of what they wait for; if more is left,
     * the owner will hear when some of that has left.
     */
    public boolean isEmptyBut(Set<? extends OwnedTask<?>> callers, Set<? extends OwnedTask<?>> excused) {
        return roster.isEmptyBut(task -> callers.contains(task) || excused.contains(task));
    }
}
