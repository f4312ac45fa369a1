package codestare.nursery;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Ends tasks and loops, and joins a loop to the failures of its tasks and to the signals of the process.
 *
 * <p>As an OSGi service each bundle steers its own loops only; another bundle's loop or task is refused with an {@link
 * IllegalArgumentException}.
 *
 * @since 1.0
 */
@ProviderType
public interface ShutdownService {
    /**
     * Sets up the shutdown handling of a loop once; further calls do nothing. The first nursery of a loop does this by itself.
     *
     * @param loop a running loop
     * @throws IllegalArgumentException if the loop is another bundle's
     * @throws IllegalStateException if the loop has stopped
     * @since 1.0
     */
    void addShutdownHandling(TaskLoop loop);

    /**
     * Sets {@link ExceptionHandler#shutdownLoop()} if the loop has no handler, and sees to it that the signal hooks are
     * installed.
     *
     * @param loop a running loop
     * @throws IllegalArgumentException if the loop is another bundle's
     * @throws IllegalStateException if the loop has stopped
     * @since 1.0
     */
    void setupShutdownHandling(TaskLoop loop);

    /**
     * Marks a task as a sentinel: a shutdown of its loop stops it before the others.
     *
     * @param <T> the type of the result
     * @param task a task of the same bundle; marking a finished one does nothing
     * @return the same task
     * @throws IllegalArgumentException if the task is another bundle's
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> markSentinelTask(Task<T> task);

    /**
     * Starts the shutdown of a loop for a failure and returns, as {@link ExceptionHandler#shutdownLoop()} does.
     *
     * @param loop a loop of the same bundle
     * @param context what failed
     * @throws IllegalArgumentException if the loop is another bundle's
     * @since 1.0
     */
    void handleException(TaskLoop loop, ExceptionContext context);

    /**
     * Cancels a task and waits until it has ended, no longer than the grace period.
     *
     * <p>An interrupt ends the waiting and stays set. The error of the task is never thrown here; a finished task is returned
     * at once.
     *
     * @param <T> the type of the result
     * @param task a task of the same bundle
     * @return the same task, whose status tells
     * @throws IllegalArgumentException if the task is the current task, or another bundle's
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> stopTask(Task<T> task);

    /**
     * Shuts a loop down: sentinel tasks first, then the rest, then the loop stops.
     *
     * <p>A shutdown that is asked for twice is one shutdown: the second caller gets the first one's task.
     *
     * @param loop a loop of the same bundle
     * @param reason shown in logs and given to the cancelled tasks
     * @return a task that belongs to no loop that it stops and cannot be cancelled; it ends when the loop has stopped
     * @throws IllegalArgumentException if the loop is another bundle's
     * @since 1.0
     */
    Task<@Nullable Void> shutdown(TaskLoop loop, ShutdownReason reason);

    /**
     * Shuts all loops of the caller's bundle down, side by side; outside OSGi those of the process.
     *
     * @param reason shown in logs and given to the cancelled tasks
     * @return as {@link #shutdown}; it ends when all loops have stopped
     * @since 1.0
     */
    Task<@Nullable Void> shutdownAll(ShutdownReason reason);
}
