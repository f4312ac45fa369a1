package codestare.nursery.internal.core;

import codestare.nursery.internal.work.Deadline;

/** A shutdown under way, as an edge sees it. */
public final class Shutdown {
    private final ShutdownTask task;
    private final Deadline deadline;

    Shutdown(ShutdownTask task, Deadline deadline) {
        this.task = task;
        this.deadline = deadline;
    }

    ShutdownTask task() {
        return task;
    }

    /** Waits until it has ended, no longer than its deadline and whatever interrupts come. */
    public boolean await() {
        return task.awaitEndUninterruptibly(deadline) || task.awaitEndUninterruptibly(deadline.orLastChance());
    }

    /** Waits until it has ended, whatever its own deadline and whatever interrupts come. */
    public boolean awaitUntil(Deadline limit) {
        return task.awaitEndUninterruptibly(limit);
    }

    /** Makes its deadline now. */
    public void hasten() {
        deadline.hasten();
    }
}
