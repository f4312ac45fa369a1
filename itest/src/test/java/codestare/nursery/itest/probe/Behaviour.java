package codestare.nursery.itest.probe;

/** What a task of a consumer does; each notes {@code <task> runs} first. */
public enum Behaviour {
    /** Waits until it is interrupted, notes {@code <task> cancelled} and ends. */
    WAITS,
    /** As {@link #WAITS}, but before it ends it waits for the note {@code <task> may end}, then notes {@code <task> cleaned up}. */
    CLEANS_UP,
    /** Notes {@code <task> is stubborn} at each interrupt and ends at the note {@code <task> may end}, with the note {@code <task> ended}. */
    STUBBORN,
    /** Swallows whatever is thrown, in a loop that ends at the note {@code <task> may end}, with the note {@code <task> ended}. */
    SWALLOWS,
    /** Waits for a monitor that is free at the note {@code <task> may end}, then notes {@code <task> ended}. */
    ENTERS_MONITOR,
    /** Waits for a connection to the port that it notes as {@code <task> accepts on <port>}, then notes {@code <task> ended}. */
    ACCEPTS,
    /** Throws an {@code IllegalStateException} with the message {@code <task> failed}. */
    FAILS,
    /** Notes whether the context class loader is the consumer's. */
    TELLS_ITS_LOADER,
}
