package codestare.nursery;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The handle of one task.
 *
 * <p>A task ends in one of three ways. After a cancellation was asked for, a body that ends with {@link
 * InterruptedException}, {@link java.util.concurrent.CancellationException}, {@link java.io.InterruptedIOException}, {@link
 * java.nio.channels.ClosedChannelException}, a {@link java.net.SocketException}, or with any {@link java.io.IOException}
 * once an {@link #onCancel} action ran, is {@link Status#CANCELLED}; one that returns all the same has {@link
 * Status#SUCCEEDED}; any other exception is a failure. Without a cancellation, every exception is a failure.
 *
 * <p>The end of a task <i>happens-before</i> the return of {@link #get} and of its nursery's {@link TaskNursery#join} and
 * {@link TaskNursery#close}.
 *
 * @param <T> the type of the result
 * @since 1.0
 */
@ProviderType
public interface Task<T extends @Nullable Object> extends Future<T> {
    /**
     * The states of a task.
     *
     * <p>{@code PENDING} becomes {@code RUNNING} or {@code CANCELLED}; {@code RUNNING} becomes one of the last three, which
     * are final.
     *
     * @since 1.0
     */
    enum Status {
        /**
         * The task waits for a worker.
         *
         * @since 1.0
         */
        PENDING,
        /**
         * The body runs; for an adopted stage, the stage has not completed.
         *
         * @since 1.0
         */
        RUNNING,
        /**
         * The body returned.
         *
         * @since 1.0
         */
        SUCCEEDED,
        /**
         * The body threw.
         *
         * @since 1.0
         */
        FAILED,
        /**
         * The task never began, or ended because it was cancelled.
         *
         * @since 1.0
         */
        CANCELLED
    }

    /**
     * Returns the name of the task, {@code <name>:<nursery>} for a child of a nursery.
     *
     * @return the name; it never changes
     * @since 1.0
     */
    String name();

    /**
     * Returns the loop that runs the task.
     *
     * @return the loop, also after the end
     * @since 1.0
     */
    TaskLoop loop();

    /**
     * Returns the present status.
     *
     * @return the status; a final one never changes
     * @since 1.0
     */
    Task.Status status();

    /**
     * Returns the result of a task that succeeded, without waiting.
     *
     * @return the result
     * @throws IllegalStateException if the task has not ended, has failed or was cancelled
     * @since 1.0
     */
    // no @Override: Future has this method from 19 on
    @SuppressWarnings("MissingOverride")
    T resultNow();

    /**
     * Returns the exception of a task that failed, without waiting.
     *
     * @return the exception that the body threw
     * @throws IllegalStateException if the task has not ended, has succeeded or was cancelled
     * @since 1.0
     */
    // no @Override: Future has this method from 19 on
    @SuppressWarnings("MissingOverride")
    Throwable exceptionNow();

    /**
     * Asks the task to end, without a reason of its own.
     *
     * <p>Never waits. A task that has not begun never runs. A running one is interrupted and its {@link #onCancel} actions
     * run, unless {@code mayInterruptIfRunning} is false: then a running task is left as it is. A second call changes
     * nothing; the first reason stays.
     *
     * @param mayInterruptIfRunning false to only keep the task from beginning
     * @return true if a cancellation is in force that this task has not ended without: false once the task has ended, for a
     *     shutdown in progress, and for a running task if it may not be interrupted
     * @since 1.0
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /**
     * Asks the task to end for a reason.
     *
     * @param reason a few words for people; shown in logs and in the {@link java.util.concurrent.CancellationException} of
     *     {@link #get}
     * @return as {@link #cancel(boolean) cancel(true)}
     * @since 1.0
     */
    boolean cancel(String reason);

    /**
     * Returns the exception that ended the task.
     *
     * @return the record of the failure, or of what the body threw when it was cancelled; {@link ExcInfo#NONE} if the task
     *     has not ended, has succeeded, or was cancelled before it began
     * @since 1.0
     */
    ExcInfo excInfo();

    /**
     * Adds an action that frees the task from a wait which an interrupt does not end: closes a socket, destroys a process.
     *
     * <p>Runs once, on a worker of the loop, when the task is cancelled; on the caller's thread and at once if the
     * cancellation came before this call. It is dropped when the task ends. What it throws is logged.
     *
     * @param unblock the action
     * @return this task
     * @throws UnsupportedOperationException if this is the sentinel of a nursery, which waits for nothing
     * @since 1.0
     */
    Task<T> onCancel(AutoCloseable unblock);

    /**
     * Adds an action that is told of the end.
     *
     * <p>Runs once, on the thread that ends the task; on the caller's thread and at once if the task has ended. The action
     * must not block; what it throws is logged. Where that is the thread of the task, the nursery waits for the action as for
     * the body.
     *
     * @param action gets this task
     * @return this task
     * @since 1.0
     */
    Task<T> onDone(Consumer<? super Task<T>> action);

    /**
     * Returns a view of this task as a stage.
     *
     * <p>The stage completes exceptionally with the failure itself, or with a {@link
     * java.util.concurrent.CancellationException}. Completing or cancelling a future made from it does not touch the task.
     *
     * @return a new stage
     * @since 1.0
     */
    CompletionStage<T> toCompletionStage();
}
