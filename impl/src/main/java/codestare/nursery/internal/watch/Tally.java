package codestare.nursery.internal.watch;

import codestare.nursery.runtime.TaskCounts;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How tasks have ended, as far as the books of their nurseries do not tell.
 *
 * <p>That a task came or succeeded is counted by nobody: it follows from the numbers that tasks draw on arrival, from those
 * who are still there, and from what is counted here, which is rare. So the order of reading matters, and that of writing.
 */
public final class Tally {
    // that of the whole process, for the tally of a loop
    private final @Nullable Tally whole;
    // the tasks of what has closed, and those of them that have not ended
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong lingering = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicLong straggled = new AtomicLong();
    // accepted, and then not started
    private final AtomicLong refused = new AtomicLong();
    // the highest numbers that were told: they must not fall
    private final AtomicLong createdTold = new AtomicLong();
    private final AtomicLong succeededTold = new AtomicLong();

    public Tally(@Nullable Tally whole) {
        this.whole = whole;
    }

    /** A task has failed and has not left its group yet. */
    public void failed() {
        failed.getAndIncrement();
        if (whole != null) {
            whole.failed();
        }
    }

    /** A task was cancelled and has not left its group yet. */
    public void cancelled() {
        cancelled.getAndIncrement();
        if (whole != null) {
            whole.cancelled();
        }
    }

    public void straggled() {
        straggled.getAndIncrement();
        if (whole != null) {
            whole.straggled();
        }
    }

    /** A task has left its group without having been started. */
    public void refused() {
        refused.getAndIncrement();
        if (whole != null) {
            whole.refused();
        }
    }

    /** Something has closed, and its books are read no more; each of its active tasks must be told by {@link #lingererEnded}. */
    public void closed(Crowd last) {
        if (last.created() == 0) {
            return;
        }
        // in this order: a reader may see the former alone
        if (last.active() > 0) {
            lingering.getAndAdd(last.active());
        }
        created.getAndAdd(last.created());
        if (whole != null) {
            whole.closed(last);
        }
    }

    public void lingererEnded() {
        lingering.getAndDecrement();
        if (whole != null) {
            whole.lingererEnded();
        }
    }

    /** All counts; what has not closed is asked in between. */
    public TaskCounts counts(Supplier<Crowd> present) {
        long closed = created.get();
        long left = lingering.get();
        Crowd now = present.get();
        long active = left + now.active();
        long all = highest(createdTold, closed + now.created() - refused.get());
        // these last: who is among them may still be seen as active, and who is not has not ended
        long ofFailure = failed.get();
        long ofCancel = cancelled.get();
        long succeeded = highest(succeededTold, closed + now.created() - active - refused.get() - ofFailure - ofCancel);
        return new TaskCounts(all, succeeded, ofFailure, ofCancel, straggled.get(), active);
    }

    private static long highest(AtomicLong told, long now) {
        return told.accumulateAndGet(now, Math::max);
    }
}
