package codestare.nursery.jmx;

/**
 * One loop.
 *
 * <p>Its name is {@code codestare.nursery:type=Loop,name="…",id=…}; it is there from the making of the loop to its stop.
 *
 * @since 1.0
 */
public interface LoopMXBean extends TaskTotals {
    /**
     * {@return the id of the loop}
     *
     * @since 1.0
     */
    long getId();

    /**
     * {@return the name of the loop}
     *
     * @since 1.0
     */
    String getName();

    /**
     * {@return the bundle that uses the loop, or {@code process}}
     *
     * @since 1.0
     */
    String getOwner();

    /**
     * {@return {@code RUNNING} or {@code STOPPING}; {@code STOPPED} once it is gone}
     *
     * @since 1.0
     */
    String getState();

    /**
     * {@return the nurseries of the loop}
     *
     * @since 1.0
     */
    NurseryData[] getNurseries();

    /**
     * {@return unfinished tasks of the loop, a hundred at most, the oldest of each nursery first, each on one line}
     *
     * @since 1.0
     */
    String[] getTasks();

    /**
     * Begins to shut the loop down; its owner may make another one.
     *
     * @since 1.0
     */
    void shutdown();
}
