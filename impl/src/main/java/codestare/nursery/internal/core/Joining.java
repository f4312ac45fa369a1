package codestare.nursery.internal.core;

import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of {@code join}: waits for the children, but neither for the calling task nor for those that wait for it. */
final class Joining {
    private final LoopNursery nursery;
    private final CurrentTask current;
    private final Set<? extends OwnedTask<?>> callers;
    // the group that was not empty when this looked last, and where it was
    private @Nullable TaskGroup busy;
    private @Nullable LoopNursery busyAt;

    Joining(LoopNursery nursery, CurrentTask current) {
        this.nursery = nursery;
        this.current = current;
        this.callers = Ending.here(current);
    }

    void join() throws InterruptedException {
        if (!Bell.comesSoon(this::isPlainlyOver)) {
            await();
        }
        FailureLog failures = nursery.stack().failures();
        if (!failures.isEmpty()) {
            nursery.closer().tellBody();
            failures.throwAll(nursery.subject(), null);
        }
    }

    private void await() throws InterruptedException {
        Awaited before = OwnedTask.waiting(current.get(), nursery);
        try {
            nursery.bell().parkInterruptibly(this::isOver, deadline());
        } finally {
            OwnedTask.waiting(current.get(), before);
        }
    }

    /** Whether it is over for everybody: a quick look, as most children are short and need none of what follows. */
    private boolean isPlainlyOver() {
        return nursery.isClosed()
                || !nursery.stack().failures().isEmpty()
                || nursery.stack().isPlainlyIdle();
    }

    /** None, but an exit callback that joins must not outwait its close. */
    private Deadline deadline() {
        Closing closing = nursery.stack().closing();
        return closing != null && closing.isAround(Thread.currentThread()) ? closing.deadline() : Deadline.never();
    }

    private boolean isOver() {
        return nursery.isClosed() || !nursery.stack().failures().isEmpty() || isIdle();
    }

    /** A task may add one elsewhere in the tree and end while this looks there: so nothing may have come meanwhile. */
    private boolean isIdle() {
        if (isSurelyBusy()) {
            return false;
        }
        Set<OwnedTask<?>> waitForCaller = Awaited.allThatWaitFor(callers);
        if (!isIdle(nursery, waitForCaller)) {
            return false;
        }
        List<Long> before;
        List<Long> after = arrivals();
        do {
            before = after;
            if (!isIdle(nursery, waitForCaller)) {
                return false;
            }
            after = arrivals();
        } while (!after.equals(before));
        return true;
    }

    /** A look at one group instead of the whole tree: those who wait far up are woken for whatever ends below. */
    private boolean isSurelyBusy() {
        TaskGroup known = busy;
        return known != null && isBelow(busyAt) && known.isBusyBut(callers);
    }

    /** Whether a nursery is still a part of the tree: a close may leave tasks behind, which are waited for no more. */
    private boolean isBelow(@Nullable LoopNursery at) {
        LoopNursery up = at;
        while (up != null && up != nursery && !up.isClosed()) {
            up = up.parent();
        }
        return up == nursery;
    }

    private boolean isIdle(LoopNursery at, Set<OwnedTask<?>> waitForCaller) {
        for (TaskGroup group : at.stack().groups()) {
            if (!group.isEmptyBut(callers, waitForCaller)) {
                busy = group;
                busyAt = at;
                return false;
            }
        }
        return at.stack().children().stream().allMatch(child -> isIdle(child, waitForCaller));
    }

    /** What changes whenever a task, a group or a child comes to the tree. */
    private List<Long> arrivals() {
        List<Long> arrivals = new ArrayList<>();
        addArrivals(nursery, arrivals);
        return arrivals;
    }

    private static void addArrivals(LoopNursery at, List<Long> arrivals) {
        arrivals.add(at.number());
        arrivals.add(at.stack().changes());
        at.stack().groups().forEach(group -> arrivals.add(group.arrived()));
        at.stack().children().forEach(child -> addArrivals(child, arrivals));
    }
}
