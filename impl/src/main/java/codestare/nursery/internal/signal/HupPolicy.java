package codestare.nursery.internal.signal;

/** What becomes of HUP. */
public enum HupPolicy {
    /** It ends the process, unless somebody else handles it: then it is left to them. */
    AUTO,
    /** It ends the process, whoever handled it before. */
    SHUTDOWN,
    /** It does nothing. */
    IGNORE,
    /** It is not touched. */
    LEAVE
}
