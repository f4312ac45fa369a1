package codestare.nursery;

import codestare.nursery.runtime.NurseryRuntime;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Nurseries that share nothing with those of the process, and a clock that can be moved: what a test needs.
 *
 * <p>They have loops, names and counts of their own. No signal ends them, and no hook of the JVM. Their grace periods and the
 * deadlines of their shutdowns go by their own clock, which goes like that of the JVM until it is stopped; everything else,
 * such as {@link Task#get(long, java.util.concurrent.TimeUnit)} and the ages that {@link NurseryRuntime} tells, goes by the
 * JVM's. Who runs tests with JUnit takes them from the bundle {@code codestare.nursery.testing}.
 *
 * @see Nurseries#isolated
 * @since 1.0
 */
@ProviderType
public interface IsolatedNurseries extends AutoCloseable {
    /**
     * Returns the factory of these nurseries.
     *
     * @return always the same object
     * @since 1.0
     */
    TaskNurseryFactory factory();

    /**
     * Returns the registry of these nurseries.
     *
     * @return always the same object
     * @since 1.0
     */
    LoopRegistry loops();

    /**
     * Returns the shutdown service of these nurseries.
     *
     * @return always the same object
     * @since 1.0
     */
    ShutdownService shutdownService();

    /**
     * Returns the operator's view of these nurseries.
     *
     * @return always the same object
     * @since 1.0
     */
    NurseryRuntime runtime();

    /**
     * Stops the clock: from now on it goes on by {@link #advance} only. Further calls do nothing.
     *
     * @since 1.0
     */
    void stopClock();

    /**
     * Moves the clock ahead, whether it runs or stands. What waits for a limit that is over by then ends its waiting.
     *
     * <p>A limit is computed when a close or a shutdown begins, so one that begins later is not concerned: see {@link
     * #waiting}. What had no turn before its limit was over gets a tenth of a second more, by this clock too.
     *
     * @param time not negative
     * @throws IllegalArgumentException if it is
     * @since 1.0
     */
    void advance(Duration time);

    /**
     * Tells how many threads wait for something that a limit of this clock will end: closes, shutdowns, {@code stopTask}.
     *
     * @return may be outdated as soon as it is returned
     * @since 1.0
     */
    int waiting();

    /**
     * Ends all of it, as a shutdown does, and returns when that is over. The clock runs again. What has not ended in time is
     * listed by {@link NurseryRuntime#stragglers}; from then on nothing can be opened. Further calls do nothing.
     *
     * @since 1.0
     */
    @Override
    void close();
}
