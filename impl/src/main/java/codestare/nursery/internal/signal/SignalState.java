package codestare.nursery.internal.signal;

/** What became of one signal when the hooks were installed. */
public enum SignalState {
    /** Ours; the JVM's own handler is called after the drain. */
    INSTALLED,
    /** Ours; the handler of somebody else was there before and is called after the drain. */
    CHAINED,
    /** Left to its owner: HUP, when not the JVM but a container handles it. */
    LEFT,
    /** Was ignored when the process started, as under {@code nohup}, and stays ignored. */
    IGNORED,
    /** The JVM refuses it: {@code -Xrs}, a signal it keeps for itself, or a name unknown to this system. */
    REFUSED,
    /** There is no module {@code jdk.unsupported}, so no signal can be taken. */
    ABSENT;

    boolean isOurs() {
        return this == INSTALLED || this == CHAINED;
    }
}
