package codestare.nursery.promise;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/**
 * Leads from tasks to promises and back.
 *
 * <p>Every method may be called from any thread.
 *
 * @since 1.0
 */
public final class NurseryPromises {
    private NurseryPromises() {}

    /**
     * Returns a factory whose promises call back in tasks of a nursery, resolved ones too.
     *
     * <p>Once the nursery closes, callbacks run where the promise is resolved; a callback that waits for its turn then is
     * dropped with its task. A callback that throws is a child that fails.
     *
     * @param nursery runs the callbacks
     * @return a new factory; its delays and time-outs are kept by the scheduler that all factories share
     * @since 1.0
     */
    public static PromiseFactory factory(TaskNursery nursery) {
        return new PromiseFactory(nursery.executor(), null, PromiseFactory.Option.CALLBACKS_EXECUTOR_THREAD);
    }

    /**
     * Returns a promise that is resolved when a task ends.
     *
     * <p>It fails with the exception of a task that failed, and with a {@link java.util.concurrent.CancellationException}
     * if the task was cancelled. A promise cannot be cancelled, so the task is touched by nobody who holds the promise.
     *
     * @param <T> the type of the result; a promise may hold null where the task may return it
     * @param task the work
     * @param factory runs the callbacks of the promise: one that is {@linkplain #factory of a nursery}, or any other
     * @return a new promise
     * @since 1.0
     */
    public static <T> Promise<T> promise(Task<T> task, PromiseFactory factory) {
        return factory.resolvedWith(task.toCompletionStage());
    }

    /**
     * Takes a promise as a task of a nursery, which ends when the promise is resolved.
     *
     * <p>Cancelling the task ends it and does not touch the promise, which nobody but who resolves it can end.
     *
     * @param <T> the type of the result
     * @param nursery the owner
     * @param name as in {@link TaskNursery#adopt}
     * @param promise the work
     * @return the task
     * @throws NurseryClosedException if the nursery closes or has closed
     * @since 1.0
     */
    public static <T> Task<T> adopt(TaskNursery nursery, String name, Promise<T> promise) {
        return nursery.adopt(name, promise.toCompletionStage());
    }
}
