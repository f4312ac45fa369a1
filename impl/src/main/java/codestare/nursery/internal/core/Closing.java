package codestare.nursery.internal.core;

import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.Waitable;
import codestare.nursery.internal.work.Deadline;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one close of a nursery, as all meet it but the one who closes: who adds something, waits, or asks what came of it. */
abstract class Closing extends Waitable {
    private final LoopNursery nursery;

    Closing(LoopNursery nursery) {
        this.nursery = nursery;
    }

    final LoopNursery nursery() {
        return nursery;
    }

    /** Whether it is over and no error was left at its end. */
    abstract boolean isQuiet();

    /** The instant of this close, also when it is over. */
    abstract Deadline deadline();

    /** Makes the instant of this close come no later than another one. */
    abstract void limitBy(Deadline other);

    /** Whether the calling thread is in an exit callback of this close: then it may add to the stack. */
    abstract boolean isInCallback();

    /** Whether a thread is in others' code that this close runs, or a part of it: then it cannot wait for it. */
    abstract boolean isAround(Thread thread);

    /** Lets the sentinel end, and runs what others have hung on that. */
    abstract void end(SentinelTask sentinel);

    /** Takes what the owner has not been told yet; once. */
    abstract List<Throwable> takeOutcome();

    /** Takes what came of this close for the parent's, if it was a part of that and nobody was told. */
    abstract List<Throwable> takeForParent(Closing parent);

    /** Waits until this close is over, no longer than its deadline; a task is seen to wait. */
    abstract boolean await(@Nullable OwnedTask<?> waiter);

    /** Waits on behalf of a larger ending, no longer than that says. */
    abstract boolean await(Ending waiting);

    /** Makes those who wait look again; that the nursery is closed was written before, and a full fence stands between. */
    final void nurseryEnded() {
        ringHere();
    }

    @Override
    public final void lookAgain() {
        nursery.ring();
    }

    @Override
    public final void forEachAround(Consumer<? super Awaited> action) {
        action.accept(this);
    }
}
