package codestare.nursery.itest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Runs what may hang on a thread of its own, and fails with the stacks of all threads where it does. */
public final class Limit {
    /** For what ends by itself and at once, however busy the machine is; who waits for the limit of a close takes longer. */
    public static final Duration GENEROUS = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Limit() {}

    /** Looks again and again at what nobody announces, as the end of a thread; false if it has not come true at the limit. */
    public static boolean comesTrue(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    /** Starts an action; the future ends with it. */
    static <T> Future<T> start(String what, Callable<T> action) {
        CompletableFuture<T> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(action.call());
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                    }
                },
                what);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Runs an action and waits for its end; throws what it threw. */
    static <T> T within(Duration limit, String what, Callable<T> action) throws Exception {
        return await(start(what, action), what, limit);
    }

    /** Waits for the end of a started action; throws what it threw. */
    static <T> T await(Future<T> action, String what, Duration limit) throws Exception {
        try {
            return action.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " has not ended after " + limit + "\n" + LiveThreads.dump(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }
}
