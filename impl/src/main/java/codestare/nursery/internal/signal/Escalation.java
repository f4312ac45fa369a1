package codestare.nursery.internal.signal;

import codestare.nursery.internal.work.Deadline;
import java.time.Duration;

/**
 * Counts the deliveries of all signals: the first drains, the second hurries, the third halts.
 *
 * <p>A handler that was there before may let the process live. So the row ends, and the next signal is a first one again,
 * when every delivery has been handed on and {@link Drain#limit} has passed since the last.
 */
final class Escalation {
    private static final Duration LIMIT_OF_A_BROKEN_DRAIN = Duration.ofSeconds(26);

    private final Drain drain;

    /** Guarded by this: deliveries of this row. */
    private int count;

    /** Guarded by this: that of the row, made now by the second delivery; there before anything of the row begins. */
    private Deadline hurry = Deadline.never();

    /** Guarded by this: deliveries that have not been handed on, or whose previous handler has not come back. */
    private int pending;

    /** Guarded by this: {@code nanoTime} at which the last delivery was handed on. */
    private long quietSince;

    Escalation(Drain drain) {
        this.drain = drain;
    }

    /** Returns at once, except where no thread can be started or the process is halted. */
    void deliver(Hold hold) {
        new Delivery(this, drain, hold, next()).begin();
    }

    /** Counts a delivery; returns its place in the row. */
    int next() {
        Duration limit = limit();
        // in one step: two signals that come at once must not both be the first
        synchronized (this) {
            if (nanosToRest(limit) <= 0) {
                count = 0;
                hurry = Deadline.never();
            }
            pending++;
            return ++count;
        }
    }

    /** The deadline of the row of a delivery that has been counted and not yet handed on. */
    synchronized Deadline hurry() {
        return hurry;
    }

    synchronized void handedOn() {
        pending--;
        quietSince = System.nanoTime();
        notifyAll();
    }

    boolean isAtRest() {
        return nanosToRest(limit()) <= 0;
    }

    /** Waits for the end of the row, which may be for ever while an exit is in progress. */
    void awaitRest() throws InterruptedException {
        for (Duration limit = limit(); ; limit = limit()) {
            // in one step: what is handed on between the look and the wait would wake nobody
            synchronized (this) {
                long rest = nanosToRest(limit);
                if (rest <= 0) {
                    return;
                }
                wait(rest / 1_000_000 + 1);
            }
        }
    }

    private synchronized long nanosToRest(Duration limit) {
        if (count == 0) {
            return 0;
        }
        return pending > 0 ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - quietSince);
    }

    Duration limit() {
        try {
            Duration limit = drain.limit();
            return limit.compareTo(Duration.ofDays(1)) < 0 ? limit : Duration.ofDays(1);
        } catch (Throwable broken) {
            Words.say(System.Logger.Level.ERROR, "the limit of a drain is not known; it is 26 s", broken);
            return LIMIT_OF_A_BROKEN_DRAIN;
        }
    }
}
