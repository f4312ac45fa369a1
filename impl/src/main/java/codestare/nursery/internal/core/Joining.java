package codestare.nursery.internal.core;

import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.work.Deadline;
import java.util.Set;

/** One call of {@code join}: waits for the children, but neither for the calling task nor for those that wait for it. */
final class Joining {
    private final LoopNursery nursery;
    private final CurrentTask current;
    private final Set<? extends OwnedTask<?>> callers;

    Joining(LoopNursery nursery, CurrentTask current) {
        this.nursery = nursery;
        this.current = current;
        this.callers = Ending.here(current);
    }

    void join() throws InterruptedException {
        Awaited before = OwnedTask.waiting(current.get(), nursery);
        try {
            nursery.bell().awaitInterruptibly(this::isOver, deadline());
        } finally {
            OwnedTask.waiting(current.get(), before);
        }
        FailureLog failures = nursery.stack().failures();
        if (!failures.isEmpty()) {
            nursery.closer().tellBody();
            failures.throwAll(nursery.subject(), null);
        }
    }

    /** None, but an exit callback that joins must not outwait its close. */
    private Deadline deadline() {
        Closing closing = nursery.stack().closing();
        return closing != null && closing.isAround(Thread.currentThread())
                ? closing.ending().deadline()
                : Deadline.never();
    }

    private boolean isOver() {
        return nursery.isClosed()
                || !nursery.stack().failures().isEmpty()
                || isIdle(nursery, Awaited.allThatWaitFor(callers));
    }

    private boolean isIdle(LoopNursery at, Set<OwnedTask<?>> waitForCaller) {
        for (TaskGroup group : at.stack().groups()) {
            if (!group.isEmptyBut(callers, waitForCaller)) {
                return false;
            }
        }
        return at.stack().children().stream().allMatch(child -> isIdle(child, waitForCaller));
    }
}
