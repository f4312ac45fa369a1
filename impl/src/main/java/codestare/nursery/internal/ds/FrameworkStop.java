package codestare.nursery.internal.ds;

/** Whether the end of the JVM stops the framework. */
enum FrameworkStop {
    /** Where the launcher is known to leave it running. */
    AUTO,
    ALWAYS,
    NEVER
}
