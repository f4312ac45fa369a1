package codestare.nursery.internal.signal;

import codestare.nursery.internal.work.Deadline;
import java.time.Duration;

/**
 * What the signal hooks ask of those who own the work.
 *
 * <p>All methods are called on threads of the hooks, which have no context of any consumer. What they throw is logged and
 * changes nothing: the signal is handed on all the same. Classes needed on the way must have been loaded before, as a
 * framework that stops may have closed the content of the bundle.
 */
public interface Drain {
    /**
     * Ends all work; comes back when it has ended, no later than the shutdown deadline.
     *
     * @param signal the name without {@code SIG}, such as {@code TERM}
     * @param hurry made now by a second signal, maybe before this is called: from then on nothing may be waited for
     */
    void drain(String signal, Deadline hurry);

    /**
     * Called when the drain has been hurried: logs the stacks of what is left, and returns at once.
     *
     * @param signal the name without {@code SIG}
     */
    void hurry(String signal);

    /**
     * How long a signal may wait for {@link #drain}: the shutdown deadline and about a second; returns at once.
     *
     * <p>For as long again after the last signal was handed on, a further signal counts as the next of the same row, and
     * {@link SignalHooks#close} leaves the hooks in place.
     */
    Duration limit();
}
