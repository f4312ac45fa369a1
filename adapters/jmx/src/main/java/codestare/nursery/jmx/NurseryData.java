package codestare.nursery.jmx;

/**
 * One nursery, as JMX shows it.
 *
 * @since 1.0
 */
public interface NurseryData {
    /**
     * {@return the id}
     *
     * @since 1.0
     */
    long getId();

    /**
     * {@return the name}
     *
     * @since 1.0
     */
    String getName();

    /**
     * {@return the id of the nursery that this one is a child of; 0 if it is none}
     *
     * @since 1.0
     */
    long getParent();

    /**
     * {@return whether its close has begun}
     *
     * @since 1.0
     */
    boolean isClosing();

    /**
     * {@return how long ago it was opened, in milliseconds}
     *
     * @since 1.0
     */
    long getAgeMillis();

    /**
     * {@return how many of its tasks have not ended}
     *
     * @since 1.0
     */
    long getActiveTasks();

    /**
     * {@return how many tasks it has had}
     *
     * @since 1.0
     */
    long getCreatedTasks();

    /**
     * {@return how many of its tasks have failed}
     *
     * @since 1.0
     */
    long getFailedTasks();
}
