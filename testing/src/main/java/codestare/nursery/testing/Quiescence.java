package codestare.nursery.testing;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until every task has ended, wherever it was started.
 *
 * @since 1.0
 */
public final class Quiescence {
    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final long PAUSE = 1_000_000;

    private Quiescence() {}

    /**
     * Waits until no task is left, of whatever loop, and no straggler; no longer than 30 seconds.
     *
     * @param runtime the operator's view: a service in OSGi, elsewhere {@link codestare.nursery.Nurseries#runtime}
     * @throws AssertionError if something is left then; the message names each task with its stack
     * @throws InterruptedException if the waiting thread is interrupted
     * @since 1.0
     */
    public static void awaitQuiescent(NurseryRuntime runtime) throws InterruptedException {
        awaitQuiescent(runtime, GENEROUS);
    }

    /**
     * Waits until no task is left, of whatever loop, and no straggler.
     *
     * @param runtime the operator's view: a service in OSGi, elsewhere {@link codestare.nursery.Nurseries#runtime}
     * @param limit how long, by the clock of the JVM
     * @throws AssertionError if something is left then; the message names each task with its stack
     * @throws InterruptedException if the waiting thread is interrupted
     * @since 1.0
     */
    public static void awaitQuiescent(NurseryRuntime runtime, Duration limit) throws InterruptedException {
        Objects.requireNonNull(runtime, "runtime");
        long begun = System.nanoTime();
        while (!isQuiet(runtime)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - begun >= limit.toNanos()) {
                throw new AssertionError("tasks are left after [" + limit + "]; make them end, or cancel them:"
                        + String.join("", left(runtime)));
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean isQuiet(NurseryRuntime runtime) {
        return runtime.counts().active() == 0 && runtime.stragglers().isEmpty();
    }

    /** A paragraph for each task and each straggler. */
    static List<String> left(NurseryRuntime runtime) {
        List<String> left = new ArrayList<>();
        for (LoopSnapshot loop : runtime.loops()) {
            loop.tasks().forEach(task -> left.add(paragraph(runtime, task, "loop [" + loop.name() + "]")));
            for (NurserySnapshot nursery : loop.nurseries()) {
                nursery.tasks().forEach(task -> left.add(paragraph(runtime, task, "nursery [" + nursery.name() + "]")));
            }
        }
        runtime.stragglers()
                .forEach(straggler -> left.add(paragraph(straggler.name(), straggler.where(), straggler.stack())));
        return left;
    }

    private static String paragraph(NurseryRuntime runtime, TaskSnapshot task, String where) {
        List<String> stack;
        try {
            stack = runtime.task(task.id()).stack();
        } catch (NoSuchElementException ended) {
            stack = List.of();
        }
        return paragraph(task.name(), where, stack);
    }

    private static String paragraph(String task, String where, List<String> stack) {
        StringBuilder words = new StringBuilder("\n  task [" + task + "] of " + where);
        stack.forEach(frame -> words.append("\n      at ").append(frame));
        return words.toString();
    }
}
