package codestare.nursery.internal.work;

/** The threads that workers are made of. */
public enum ThreadKind {
    /** Virtual where the JVM has them, else platform. */
    AUTO,
    VIRTUAL,
    PLATFORM
}
