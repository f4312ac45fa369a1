package codestare.nursery.testing;

import codestare.nursery.IsolatedNurseries;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock by which the grace periods and deadlines of a test's nurseries go: it stands until the test moves it.
 *
 * <p>A limit is computed when a close or a shutdown begins. One that somebody else begins, on another thread, may not have
 * begun when the test moves the clock: then {@link #advanceWhenAwaited} is right. What had no turn before a limit was over gets a
 * tenth of a second more, by this clock too: tasks that are older than the one that is stuck end in it, and if they are stuck as
 * well, the clock must be moved once more.
 *
 * @since 1.0
 */
public final class TestClock {
    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final long PAUSE = 1_000_000;

    private final IsolatedNurseries nurseries;

    /**
     * Stops the clock of nurseries.
     *
     * @param nurseries those whose limits go by it
     * @since 1.0
     */
    public TestClock(IsolatedNurseries nurseries) {
        this.nurseries = Objects.requireNonNull(nurseries, "nurseries");
        nurseries.stopClock();
    }

    /**
     * Lets a time pass at once.
     *
     * @param time not negative
     * @throws IllegalArgumentException if it is
     * @since 1.0
     */
    public void advance(Duration time) {
        nurseries.advance(time);
    }

    /**
     * Waits until a thread waits for a limit, as that which closes a nursery does, and lets a time pass then.
     *
     * @param time not negative
     * @throws AssertionError if none has begun to wait within 30 seconds by the clock of the JVM
     * @throws IllegalArgumentException if the time is negative
     * @throws InterruptedException if the calling thread is interrupted
     * @since 1.0
     */
    public void advanceWhenAwaited(Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        while (nurseries.waiting() == 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - begun >= GENEROUS.toNanos()) {
                throw new AssertionError("nobody has waited for a limit within [" + GENEROUS
                        + "]; begin a close or a shutdown before the clock is moved");
            }
            LockSupport.parkNanos(PAUSE);
        }
        advance(time);
    }
}
