package codestare.nursery.internal.core;

import codestare.nursery.ExitCallback;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.TaskSite;
import codestare.nursery.internal.watch.Crowd;
import codestare.nursery.runtime.ExitEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a nursery owns, in the order of arrival: groups of tasks, child nurseries, resources and callbacks.
 *
 * <p>The stack decides under its lock whether it still takes something: it does until a close begins, and then from exit
 * callbacks of that close only. It belongs to one nursery at a time; {@code popAll} hands it on as a whole.
 */
final class ExitStack {
    private final ReentrantLock lock = new ReentrantLock();
    private final WorkerLoop loop;
    private final TaskSite site;
    private final FailureLog failures;
    // written under lock; volatile: read by ended tasks and by those who wait
    private volatile LoopNursery nursery;
    private final EntryChain entries = new EntryChain();
    // set once, under lock; volatile: read by those who look on
    private volatile @Nullable Closing closing;
    // guarded by lock: nothing can be added, by nobody
    private boolean sealed;
    // the tasks on top, while anybody may add to them; written under lock, volatile: read by who adds
    private volatile Entry.@Nullable Tasks openTasks;
    // how many tasks have come to groups that are sealed; guarded by lock
    private long arrived;
    // the groups that the close went on without; guarded by lock
    private List<TaskGroup> outliving = List.of();

    ExitStack(LoopNursery nursery, WorkerLoop loop, TaskSite site) {
        this.nursery = nursery;
        this.loop = loop;
        this.site = site;
        this.failures = loop.newFailureLog();
    }

    WorkerLoop loop() {
        return loop;
    }

    LoopNursery nursery() {
        return nursery;
    }

    FailureLog failures() {
        return failures;
    }

    TaskSite site() {
        return site;
    }

    @Nullable
    Closing closing() {
        return closing;
    }

    // ---- adding

    /** Adds the task that is made for a group; takes no lock where the newest group may still grow. */
    <T extends GroupTask<?>> T addTask(LoopNursery asked, Function<TaskGroup, T> making) {
        Entry.Tasks open = openTasks;
        if (open != null && nursery == asked) {
            T task = making.apply(open.group());
            if (open.group().add(task)) {
                return task;
            }
        }
        return locked(() -> {
            ensureOpen(asked);
            Entry.Tasks place =
                    entries.top() instanceof Entry.Tasks tasks && !tasks.group().isSealed()
                            ? tasks
                            : put(new Entry.Tasks(this, site));
            if (closing == null) {
                openTasks = place;
            }
            T task = making.apply(place.group());
            place.group().add(task);
            return task;
        });
    }

    /** Lets the tasks on top get no more company: something comes after them. */
    private void sealTop() {
        openTasks = null;
        if (entries.top() instanceof Entry.Tasks tasks && !tasks.group().isSealed()) {
            tasks.group().seal();
            arrived += tasks.group().arrived();
        }
    }

    void addChild(LoopNursery asked, LoopNursery child) {
        locked(() -> {
            ensureOpen(asked);
            Entry.Children place =
                    entries.top() instanceof Entry.Children children ? children : put(new Entry.Children());
            entries.changed();
            place.nurseries.add(child);
            child.placeIn(this, place);
            return null;
        });
    }

    void addExit(LoopNursery asked, ExitCallback callback, Object identity, ExitEntry.Kind kind) {
        locked(() -> {
            ensureOpen(asked);
            return put(new Entry.Exit(callback, identity, kind));
        });
    }

    private void ensureOpen(LoopNursery asked) {
        if (nursery != asked || sealed) {
            throw new NurseryClosedException("nursery [" + asked.shownName() + "] is closed; open a new one");
        }
        Closing present = closing;
        if (present != null && !present.isInCallback()) {
            throw new NurseryClosedException("nursery [" + asked.shownName() + "] is closing; open a new one");
        }
    }

    private <E extends Entry> E put(E entry) {
        sealTop();
        entries.put(entry);
        Entry covered = entry.below;
        if (covered != null && covered.isEmpty()) {
            // a group that is covered would never be used again
            entries.unlink(covered);
        }
        return entry;
    }

    // ---- taking off

    /** Takes a resource off; returns false if it is not on the stack. */
    boolean removeExit(LoopNursery asked, Object identity) {
        return locked(() -> {
            for (Entry at = nursery == asked ? entries.top() : null; at != null; at = at.below) {
                if (at instanceof Entry.Exit exit && exit.isOf(identity)) {
                    entries.unlink(at);
                    return true;
                }
            }
            return false;
        });
    }

    void removeChild(Entry.Children place, LoopNursery child) {
        locked(() -> {
            entries.changed();
            place.nurseries.remove(child);
            tidy(place);
            return null;
        });
    }

    /** Puts a nursery in the place of another one that hands all its things to it. */
    void replaceChild(Entry.Children place, LoopNursery old, LoopNursery successor, Runnable handing) {
        locked(() -> {
            if (place.retired) {
                throw new NurseryClosedException("nursery [" + old.shownName() + "] is closing; open a new one");
            }
            entries.changed();
            handing.run();
            // the order of the others is kept
            List<LoopNursery> present = new ArrayList<>(place.nurseries);
            present.replaceAll(child -> child == old ? successor : child);
            place.nurseries.clear();
            place.nurseries.addAll(present);
            successor.placeIn(this, place);
            return null;
        });
    }

    /** Lets nobody put a nursery in the place of another one any more: all closes have begun. */
    void retire(Entry.Children place) {
        locked(() -> place.retired = true);
    }

    /** Takes an entry off that has become empty; the top may stay for the next task. */
    void tidy(Entry entry) {
        locked(() -> {
            if (entry.listed && entry != entries.top() && entry.isEmpty()) {
                entries.unlink(entry);
            }
            return null;
        });
    }

    /** Changes whenever an entry or a child comes or goes. */
    long changes() {
        return entries.changes();
    }

    // ---- closing

    /** Begins a close if none has begun; returns the one that has, or null if the stack has just been handed on. */
    @Nullable
    Closing begin(LoopNursery asked, Closing mine) {
        return locked(() -> {
            if (nursery != asked) {
                return null;
            }
            Closing present = closing;
            if (present == null) {
                closing = mine;
                sealTop();
                return mine;
            }
            return present;
        });
    }

    /** Takes the top off to end it; null when nothing is left, and then nothing can be added any more. */
    @Nullable
    Entry pop() {
        return locked(() -> {
            sealTop();
            Entry top = entries.pop();
            sealed |= top == null;
            return top;
        });
    }

    /** Takes note of tasks that the close goes on without. */
    void leaveBehind(TaskGroup group) {
        locked(() -> {
            outliving = Stream.concat(outliving.stream(), Stream.of(group)).toList();
            return null;
        });
    }

    /** Counts the tasks for the last time; those that the close went on without are heard of at their end. */
    void closeBooks() {
        long came;
        List<TaskGroup> groups;
        lock.lock();
        try {
            came = arrived;
            groups = outliving;
        } finally {
            lock.unlock();
        }
        if (came > 0) {
            loop.closeBooks(
                    came,
                    groups.stream().flatMap(group -> group.members().stream()).toList());
        }
    }

    /** Closes a stack that has nothing on it; returns false if somebody else closes it already. */
    boolean seal(Closing how) {
        return locked(() -> {
            if (closing != null) {
                return false;
            }
            closing = how;
            sealed = true;
            return true;
        });
    }

    /** Closes a stack on which nothing is left and nothing has failed; returns false if there is more to do. */
    boolean sealIfIdle(LoopNursery asked, Closing how) {
        return locked(() -> {
            if (nursery != asked || closing != null || entries.hasSeveral() || !failures.isEmpty()) {
                return false;
            }
            sealTop();
            Entry top = entries.top();
            if ((top != null && !top.isEmpty()) || !failures.isEmpty()) {
                return false;
            }
            closing = how;
            sealed = true;
            return true;
        });
    }

    /** Hands everything to another nursery; the old one gets its new stack in the meantime. */
    void handTo(LoopNursery old, LoopNursery successor, Runnable meanwhile) {
        locked(() -> {
            ensureOpen(old);
            if (closing != null) {
                throw new NurseryClosedException("nursery [" + old.shownName() + "] is closing; open a new one");
            }
            // what comes from now on bears another name
            sealTop();
            groups().forEach(TaskGroup::fixName);
            meanwhile.run();
            nursery = successor;
            return null;
        });
    }

    // ---- looking

    /** Takes note of a failure; returns whether it may end anything: no close has begun. */
    boolean failing(Throwable failure) {
        return locked(() -> {
            failures.add(failure);
            return closing == null;
        });
    }

    /** The groups of tasks, oldest first, the one that ends now included. */
    List<TaskGroup> groups() {
        return locked(entries::groups);
    }

    /** All tasks that have come, and those of them that have not ended. */
    Crowd crowd() {
        return locked(() -> {
            long created =
                    entries.top() instanceof Entry.Tasks tasks && !tasks.group().isSealed()
                            ? arrived + tasks.group().arrived()
                            : arrived;
            long active = 0;
            for (TaskGroup group : groups()) {
                active += group.crowd().active();
            }
            return new Crowd(created, active);
        });
    }

    /** What operators see, the next to end first. */
    List<ExitEntry> shown() {
        return locked(entries::shown);
    }

    /** The child nurseries, oldest first, those that end now included. */
    List<LoopNursery> children() {
        return locked(entries::children);
    }

    Deque<LoopNursery> newestFirst(Entry.Children children) {
        return locked(() -> new ArrayDeque<>(children.newestFirst()));
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
