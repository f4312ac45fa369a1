package codestare.nursery.internal.signal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Threads of the hooks, and waits for them that end. */
final class Patience {
    private static final Duration FOR_WORDS = Duration.ofSeconds(1);

    private Patience() {}

    /** Starts a thread; false if that is not possible. */
    static boolean start(Runnable action, String name, boolean daemon) {
        try {
            thread(action, name, daemon).start();
            return true;
        } catch (Throwable exhausted) {
            return false;
        }
    }

    /** Runs the action on a daemon thread and waits no longer than the limit; runs it here if no thread can be started. */
    static void spend(Duration limit, Runnable action, String name) {
        if (!spent(limit, action, name)) {
            String line = "thread [" + name + "] has not come back within " + limit + "; the signal goes on without it";
            spent(FOR_WORDS, new Words(Level.ERROR, line), "codestare-nursery-words");
        }
    }

    private static boolean spent(Duration limit, Runnable action, String name) {
        Thread thread;
        try {
            thread = thread(action, name, true);
            thread.start();
        } catch (Throwable exhausted) {
            action.run();
            return true;
        }
        return ended(thread, limit.toNanos());
    }

    /** Not cut short by an interrupt: the thread may be anybody's, where none of ours could be started. */
    private static boolean ended(Thread thread, long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            for (long rest = nanos; rest > 0 && thread.isAlive(); rest = end - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(rest, 1_000_000));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return !thread.isAlive();
    }

    private static Thread thread(Runnable action, String name, boolean daemon) {
        Thread thread = new Thread(null, action, name, 0, false);
        thread.setDaemon(daemon);
        // Signals come on threads of maximum priority and without a context class loader.
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(Patience.class.getClassLoader());
        return thread;
    }
}
