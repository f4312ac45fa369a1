package codestare.nursery.runtime;

/**
 * What a task runs on.
 *
 * @since 1.0
 */
public enum TaskThread {
    /**
     * A virtual thread; a thread dump of {@code jcmd Thread.print} does not show it.
     *
     * @since 1.0
     */
    VIRTUAL,
    /**
     * A platform thread.
     *
     * @since 1.0
     */
    PLATFORM,
    /**
     * None: it has not begun, it has just ended, or it stands for work that is done elsewhere.
     *
     * @since 1.0
     */
    NONE
}
