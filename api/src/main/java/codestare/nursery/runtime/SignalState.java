package codestare.nursery.runtime;

/**
 * Who acts on a signal.
 *
 * @since 1.0
 */
public enum SignalState {
    /**
     * Ours; the JVM's own handler is called after the drain.
     *
     * @since 1.0
     */
    INSTALLED,
    /**
     * Ours; the handler of somebody else was there before and is called after the drain.
     *
     * @since 1.0
     */
    CHAINED,
    /**
     * Was ours; somebody has put another handler in its place, which may or may not call ours.
     *
     * @since 1.0
     */
    REPLACED,
    /**
     * Left to its owner: HUP, when not the JVM but a container handles it, or when the settings say so.
     *
     * @since 1.0
     */
    LEFT,
    /**
     * Does nothing: it was ignored when the process started, as under {@code nohup}, and stays so, or the settings say so.
     *
     * @since 1.0
     */
    IGNORED,
    /**
     * The JVM refuses it: {@code -Xrs}, a signal it keeps for itself, or a name unknown to this system.
     *
     * @since 1.0
     */
    REFUSED,
    /**
     * There is no module {@code jdk.unsupported}, so no signal can be taken.
     *
     * @since 1.0
     */
    ABSENT
}
