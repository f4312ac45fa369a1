package codestare.nursery.internal.core;

import codestare.nursery.ExitCallback;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.TaskSite;
import codestare.nursery.internal.watch.Crowd;
import codestare.nursery.runtime.ExitEntry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a nursery owns, in the order of arrival: groups of tasks, child nurseries, resources and callbacks.
 *
 * <p>The stack decides under its lock whether it still takes something: it does until a close begins, and then from exit
 * callbacks of that close only. It belongs to one nursery at a time; {@code popAll} hands it on as a whole.
 */
final class ExitStack {
    private static final VarHandle NURSERY;

    static {
        try {
            NURSERY = MethodHandles.lookup().findVarHandle(ExitStack.class, "nursery", LoopNursery.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WorkerLoop loop;
    private final TaskSite site;
    private final FailureLog failures;
    // written under this; volatile: read by ended tasks and by those who wait
    @SuppressWarnings("NullAway.Init") // through NURSERY
    private volatile LoopNursery nursery;
    // guarded by this
    private final EntryChain entries = new EntryChain();
    // set once, under this; volatile: read by those who look on
    private volatile @Nullable Closing closing;
    // guarded by this: nothing can be added, by nobody
    private boolean sealed;
    // the tasks on top, while anybody may add to them; written under this, volatile: read by who adds
    private volatile Entry.@Nullable Tasks openTasks;
    // how many tasks have come to groups that are sealed; guarded by this until nothing can be added
    private long arrived;
    // the groups that the close went on without; guarded by this until nothing can be added
    private List<TaskGroup> outliving = List.of();

    ExitStack(LoopNursery nursery, WorkerLoop loop, TaskSite site) {
        this.loop = loop;
        this.site = site;
        this.failures = loop.newFailureLog();
        // nobody has seen this yet, and a fence would cost as much as all the rest
        NURSERY.set(this, nursery);
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
        return addTaskOnTop(asked, making);
    }

    private synchronized <T extends GroupTask<?>> T addTaskOnTop(LoopNursery asked, Function<TaskGroup, T> making) {
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
    }

    /** Lets the tasks on top get no more company: something comes after them. */
    private void sealTop() {
        if (openTasks != null) {
            openTasks = null;
        }
        if (entries.top() instanceof Entry.Tasks tasks && !tasks.group().isSealed()) {
            tasks.group().seal();
            arrived += tasks.group().arrived();
        }
    }

    synchronized void addChild(LoopNursery asked, LoopNursery child) {
        ensureOpen(asked);
        Entry.Children place = entries.top() instanceof Entry.Children children ? children : put(new Entry.Children());
        entries.changed();
        place.add(child);
        child.placeIn(this, place);
        if (child.stack().closing() != null) {
            // who closes it, as it is listed already, may not have seen this place; it has nothing to end
            removeChild(child);
        }
    }

    synchronized void addExit(LoopNursery asked, ExitCallback callback, Object identity, ExitEntry.Kind kind) {
        ensureOpen(asked);
        put(new Entry.Exit(callback, identity, kind));
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
    synchronized boolean removeExit(LoopNursery asked, Object identity) {
        for (Entry at = nursery == asked ? entries.top() : null; at != null; at = at.below) {
            if (at instanceof Entry.Exit exit && exit.isOf(identity)) {
                entries.unlink(at);
                return true;
            }
        }
        return false;
    }

    /** Takes a child off, unless another one is in its place. */
    synchronized void removeChild(LoopNursery child) {
        Entry.Children place = child.place();
        if (place != null) {
            entries.changed();
            place.remove(child);
            child.placeIn(this, null);
            tidy(place);
        }
    }

    /** Puts a nursery in the place of another one that hands all its things to it. */
    synchronized void replaceChild(LoopNursery old, LoopNursery successor, Runnable handing) {
        Entry.Children place = old.place();
        if (place == null) {
            // refused, as it is closed
            handing.run();
            return;
        }
        if (place.retired) {
            throw new NurseryClosedException("nursery [" + old.shownName() + "] is closing; open a new one");
        }
        entries.changed();
        handing.run();
        place.replace(old, successor);
        old.placeIn(this, null);
        successor.placeIn(this, place);
    }

    /** Lets nobody put a nursery in the place of another one any more: all closes have begun. */
    synchronized void retire(Entry.Children place) {
        place.retired = true;
    }

    /** Takes an entry off that has become empty; the top may stay for the next task. */
    synchronized void tidy(Entry entry) {
        if (entry.listed && entry != entries.top() && entry.isEmpty()) {
            entries.unlink(entry);
        }
    }

    /** Whether there is nothing but one group of tasks, which have all left; false while it closes, whatever there is. */
    synchronized boolean isPlainlyIdle() {
        return closing == null
                && !entries.hasSeveral()
                && (entries.top() == null
                        || (entries.top() instanceof Entry.Tasks tasks
                                && tasks.group().isEmpty()));
    }

    /** Changes whenever an entry or a child comes or goes. */
    synchronized long changes() {
        return entries.changes();
    }

    // ---- closing

    /** Begins a close if none has begun; returns the one that has, or null if the stack has just been handed on. */
    synchronized @Nullable Closing begin(LoopNursery asked, ClosingByTerms mine) {
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
    }

    /** Takes the top off to end it; null when nothing is left, and then nothing can be added any more. */
    synchronized @Nullable Entry pop() {
        sealTop();
        Entry popped = entries.pop();
        sealed |= popped == null;
        return popped;
    }

    /** Takes note of tasks that the close goes on without. */
    synchronized void leaveBehind(TaskGroup group) {
        List<TaskGroup> all = new ArrayList<>(outliving);
        all.add(group);
        outliving = all;
    }

    /**
     * Counts the tasks for the last time; those that the close went on without are heard of at their end.
     *
     * <p>Called by the thread that took the last entry off: nothing changes any more.
     */
    void closeBooks() {
        if (arrived > 0) {
            loop.closeBooks(
                    arrived,
                    outliving.stream()
                            .flatMap(group -> group.members().stream())
                            .toList());
        }
    }

    /** Closes a stack that has nothing on it; returns false if somebody else closes it already. */
    synchronized boolean seal(ClosingOfNothing how) {
        if (closing != null) {
            return false;
        }
        closing = how;
        sealed = true;
        return true;
    }

    /** Closes a stack on which nothing is left and nothing has failed; returns false if there is more to do. */
    synchronized boolean sealIfIdle(LoopNursery asked, ClosingOfNothing how) {
        if (nursery != asked || closing != null || entries.hasSeveral() || !failures.isEmpty()) {
            return false;
        }
        sealTop();
        Entry top = entries.top();
        return (top == null || top.isEmpty()) && failures.isEmpty() && seal(how);
    }

    /** Hands everything to another nursery; the old one gets its new stack in the meantime. */
    synchronized void handTo(LoopNursery old, LoopNursery successor, Runnable meanwhile) {
        ensureOpen(old);
        if (closing != null) {
            throw new NurseryClosedException("nursery [" + old.shownName() + "] is closing; open a new one");
        }
        // what comes from now on bears another name
        sealTop();
        groups().forEach(TaskGroup::fixName);
        meanwhile.run();
        nursery = successor;
    }

    // ---- looking

    /** Takes note of a failure; returns whether it may end anything: no close has begun. */
    synchronized boolean failing(Throwable failure) {
        failures.add(failure);
        return closing == null;
    }

    /** The groups of tasks, oldest first, the one that ends now included. */
    synchronized List<TaskGroup> groups() {
        return entries.groups();
    }

    /** All tasks that have come, and those of them that have not ended. */
    synchronized Crowd crowd() {
        long created =
                entries.top() instanceof Entry.Tasks tasks && !tasks.group().isSealed()
                        ? arrived + tasks.group().arrived()
                        : arrived;
        long active = 0;
        for (TaskGroup group : groups()) {
            active += group.crowd().active();
        }
        return new Crowd(created, active);
    }

    /** What operators see, the next to end first. */
    synchronized List<ExitEntry> shown() {
        return entries.shown();
    }

    /** The child nurseries, oldest first, those that end now included. */
    synchronized List<LoopNursery> children() {
        return entries.children();
    }

    synchronized List<LoopNursery> newestFirst(Entry.Children children) {
        return children.newestFirst();
    }
}
