package codestare.nursery.jmx;

import org.jspecify.annotations.Nullable;

/**
 * The nurseries of the process.
 *
 * <p>Its name is {@code codestare.nursery:type=Nurseries}. Ids are those of {@code nursery:tree}.
 *
 * @since 1.0
 */
public interface NurseriesMXBean extends TaskTotals {
    /**
     * {@return what was left behind and has not ended, each on one line}
     *
     * @since 1.0
     */
    String[] getStragglers();

    /**
     * {@return the last failures, each on one line, oldest first}
     *
     * @since 1.0
     */
    String[] getFailures();

    /**
     * {@return why the process has been told to end, so that no more work should come in; null as long as it has not}
     *
     * @since 1.0
     */
    @Nullable
    String getEnding();

    /**
     * {@return the shutdowns that are under way, each on one line}
     *
     * @since 1.0
     */
    String[] getShutdowns();

    /**
     * {@return what became of each signal, each on one line}
     *
     * @since 1.0
     */
    String[] getSignals();

    /**
     * Returns what a task does and where it is.
     *
     * @param id of the task
     * @return a line on it, then the frames of its stack
     * @since 1.0
     */
    String[] showTask(String id);

    /**
     * Cancels a task; interrupts once more one that was cancelled already.
     *
     * @param id of the task
     * @since 1.0
     */
    void cancelTask(String id);

    /**
     * Begins to close a nursery.
     *
     * @param id of the nursery
     * @since 1.0
     */
    void closeNursery(long id);

    /**
     * Begins to shut all loops down; the process goes on.
     *
     * @since 1.0
     */
    void shutdownAll();
}
