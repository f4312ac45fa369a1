package codestare.nursery.jmx;

/**
 * How many tasks there were and are, and how they ended: of a loop, or of the process.
 *
 * <p>Each number but that of active tasks only grows.
 *
 * @since 1.0
 */
public interface TaskTotals {
    /**
     * {@return how many tasks have not ended}
     *
     * @since 1.0
     */
    long getActiveTasks();

    /**
     * {@return how many tasks there were and are}
     *
     * @since 1.0
     */
    long getCreatedTasks();

    /**
     * {@return how many tasks have ended with a result}
     *
     * @since 1.0
     */
    long getSucceededTasks();

    /**
     * {@return how many tasks have failed}
     *
     * @since 1.0
     */
    long getFailedTasks();

    /**
     * {@return how many tasks were cancelled}
     *
     * @since 1.0
     */
    long getCancelledTasks();

    /**
     * {@return how many tasks were left behind at a deadline}
     *
     * @since 1.0
     */
    long getStraggledTasks();
}
