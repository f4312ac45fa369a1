package codestare.nursery.internal.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Unfinished tasks that end together, oldest first.
 *
 * <p>Adding and removing take constant time; a task that has left is held no more.
 */
public final class TaskGroup {
    private final ReentrantLock lock;
    private final TaskOwner owner;
    private final TaskSite site;
    // guarded by lock; the links of the tasks too
    private @Nullable GroupTask<?> oldest;
    private @Nullable GroupTask<?> newest;
    // written under lock; volatile: read by those who wait
    private volatile int size;

    /** @param lock of the owner, which decides under it whether it takes tasks */
    public TaskGroup(ReentrantLock lock, TaskOwner owner, TaskSite site) {
        this.lock = lock;
        this.owner = owner;
        this.site = site;
    }

    public TaskOwner owner() {
        return owner;
    }

    TaskSite site() {
        return site;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The tasks that have not left, oldest first; one that has ended may still be telling so. */
    public List<GroupTask<?>> members() {
        lock.lock();
        try {
            List<GroupTask<?>> tasks = new ArrayList<>(size);
            for (GroupTask<?> task = oldest; task != null; task = task.newer) {
                tasks.add(task);
            }
            return tasks;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether nothing is left but the callers and what the test excuses because of what it waits for. */
    public boolean isEmptyBut(Set<? extends OwnedTask<?>> callers, Predicate<? super GroupTask<?>> excused) {
        if (size == 0) {
            return true;
        }
        if (hasOneThatWaitsForNothing(callers)) {
            return false;
        }
        // the test may take other locks: not under this one
        return members().stream().allMatch(task -> callers.contains(task) || excused.test(task));
    }

    /** Mostly told by the first task: who waits for a large group must not read it all at each end of a task. */
    private boolean hasOneThatWaitsForNothing(Set<? extends OwnedTask<?>> callers) {
        lock.lock();
        try {
            for (GroupTask<?> task = oldest; task != null; task = task.newer) {
                if (task.awaits() == null && !callers.contains(task)) {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a task; the caller holds the lock. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    public void add(GroupTask<?> task) {
        assert lock.isHeldByCurrentThread();
        task.older = newest;
        if (newest == null) {
            oldest = task;
        } else {
            newest.newer = task;
        }
        newest = task;
        task.listed = true;
        size = size + 1;
    }

    /** Takes a task out, without telling the owner. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void remove(GroupTask<?> task) {
        lock.lock();
        try {
            if (!task.listed) {
                return;
            }
            task.listed = false;
            GroupTask<?> older = task.older;
            GroupTask<?> newer = task.newer;
            if (older == null) {
                oldest = newer;
            } else {
                older.newer = newer;
            }
            if (newer == null) {
                newest = older;
            } else {
                newer.older = older;
            }
            task.older = null;
            task.newer = null;
            size = size - 1;
        } finally {
            lock.unlock();
        }
    }
}
