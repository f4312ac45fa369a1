package codestare.nursery.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;

/** The platform threads that were started after a moment and have not ended, but for those that belong to the JVM or to JUnit. */
final class LeftThreads {
    private static final long PAUSE = 1_000_000;

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    /** Waits until none is left, no longer than a time; returns a paragraph for each that is. */
    List<String> await(Duration limit) throws InterruptedException {
        long begun = System.nanoTime();
        Set<Thread> left = now();
        while (!left.isEmpty() && System.nanoTime() - begun < limit.toNanos()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(PAUSE);
            left = now();
        }
        List<String> paragraphs = new ArrayList<>();
        left.forEach(thread -> paragraphs.add(paragraph(thread)));
        return paragraphs;
    }

    private Set<Thread> now() {
        Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
        now.removeAll(before);
        now.removeIf(LeftThreads::isNobodys);
        now.remove(Thread.currentThread());
        return now;
    }

    private static boolean isNobodys(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return !thread.isAlive()
                || group == null
                // threads of the JVM itself, and those that carry virtual ones
                || group.getParent() == null
                || group.getName().equals("InnocuousThreadGroup")
                || group.getName().equals("CarrierThreads")
                || (thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool())
                || thread.getName().startsWith("junit-");
    }

    private static String paragraph(Thread thread) {
        StringBuilder words = new StringBuilder("\n  thread [" + thread.getName() + "]");
        for (StackTraceElement frame : thread.getStackTrace()) {
            words.append("\n      at ").append(frame);
        }
        return words.toString();
    }
}
