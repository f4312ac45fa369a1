package codestare.nursery.internal.signal;

/** What is known of the end of this JVM. */
final class JvmExit {
    private JvmExit() {}

    /** The status a process gets that ends by a signal. */
    static int statusOf(int signal) {
        return 128 + signal;
    }

    /** Whether the JVM's shutdown hooks have been started: from then on it takes no further one. */
    static boolean isUnderWay() {
        Thread probe = new Thread(null, null, "codestare-nursery-probe", 0, false);
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }
}
