package codestare.nursery.internal.core;

import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The close of a nursery that has nothing to end: it is over when the nursery is closed and its sentinel has ended.
 *
 * <p>Most nurseries are closed after a join, so it writes nothing of its own: opening and closing is a matter of fences.
 */
final class ClosingOfNothing extends Closing {
    ClosingOfNothing(LoopNursery nursery) {
        super(nursery);
    }

    @Override
    boolean isQuiet() {
        return nursery().isClosed();
    }

    @Override
    Deadline deadline() {
        return Deadline.never();
    }

    @Override
    void limitBy(Deadline other) {}

    @Override
    boolean isInCallback() {
        return false;
    }

    @Override
    boolean isAround(Thread thread) {
        return false;
    }

    @Override
    void end(SentinelTask sentinel) {
        // who waits for this waits for the end of the sentinel, and not for what is hung on that
        sentinel.end();
    }

    @Override
    List<Throwable> takeOutcome() {
        return List.of();
    }

    @Override
    List<Throwable> takeForParent(Closing parent) {
        return List.of();
    }

    @Override
    boolean await(@Nullable OwnedTask<?> waiter) {
        Deadline deadline = nursery().closer().deadline();
        return room().bell().await(nursery()::isClosed, deadline) && nursery().awaitSentinel(deadline);
    }

    @Override
    boolean await(Ending waiting) {
        return waiting.await(room().bell(), nursery()::isClosed)
                && nursery().awaitSentinel(waiting.deadline().orLastChance());
    }
}
