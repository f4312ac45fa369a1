package codestare.nursery.internal.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Wakes the threads that wait for a condition which others bring about.
 *
 * <p>Who changes something that a condition reads rings afterwards; a condition reads volatile or locked state only.
 */
public final class Bell {
    /** How often who waits lets others have the processor before it parks. */
    private static final int YIELDS = 4;

    private static final VarHandle RINGS;

    static {
        try {
            RINGS = MethodHandles.lookup().findVarHandle(Bell.class, "rings", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LazySet<Thread> waiting = new LazySet<>();
    // how often it was rung while somebody waited: a condition that parks in a lock may use the permit of a ring up;
    // changed through RINGS
    private volatile int rings;

    /** Makes every waiting thread look at its condition again. */
    public void ring() {
        waiting.forEach(thread -> {
            RINGS.getAndAdd(this, 1);
            LockSupport.unpark(thread);
        });
    }

    /**
     * Waits for the condition, whatever interrupts come; an interrupt flag is set again at the end.
     *
     * @return whether the condition held before the deadline
     */
    public boolean await(BooleanSupplier condition, Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return awaitInterruptibly(condition, deadline);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits a moment for a condition, without a place among those who wait. */
    public static boolean comesSoon(BooleanSupplier condition) {
        for (int i = 0; i < YIELDS; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            // what is waited for mostly needs this very processor; who spins keeps it
            Thread.yield();
        }
        return false;
    }

    /**
     * Waits for the condition.
     *
     * @return whether the condition held before the deadline
     * @throws InterruptedException if the condition does not hold yet and the thread is interrupted
     */
    public boolean awaitInterruptibly(BooleanSupplier condition, Deadline deadline) throws InterruptedException {
        return comesSoon(condition) || parkInterruptibly(condition, deadline);
    }

    /** Waits like {@link #awaitInterruptibly}, without the moment before. */
    public boolean parkInterruptibly(BooleanSupplier condition, Deadline deadline) throws InterruptedException {
        Thread waiter = Thread.currentThread();
        waiting.add(waiter);
        try {
            while (true) {
                int rungBefore = rings;
                if (condition.getAsBoolean()) {
                    return true;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                // each round, since the deadline may have got another limit
                deadline.watch(waiter);
                long remaining = deadline.remainingNanos();
                if (remaining == 0) {
                    return false;
                }
                if (rings != rungBefore) {
                    // while the condition looked
                    continue;
                }
                if (remaining < Deadline.AGES) {
                    LockSupport.parkNanos(this, remaining);
                } else {
                    // without the timer that the other one takes
                    LockSupport.park(this);
                }
            }
        } finally {
            waiting.remove(waiter);
            deadline.unwatch(waiter);
        }
    }
}
