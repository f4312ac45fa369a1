package codestare.nursery;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs tasks, and is the unit that a failure shuts down.
 *
 * <p>A loop runs from its making to its stop. Its workers are daemon threads, virtual where the JVM has them; a loop whose
 * tasks have ended has no thread. A stopped loop stays stopped; the next {@link LoopRegistry#defaultLoop()} makes a new one
 * of the same name.
 *
 * @since 1.0
 */
@ProviderType
public interface TaskLoop {
    /**
     * Returns the name of the loop, unique in its bundle.
     *
     * @return the name
     * @since 1.0
     */
    String name();

    /**
     * Tells whether the loop takes tasks.
     *
     * @return false from the beginning of its shutdown on
     * @since 1.0
     */
    boolean isRunning();

    /**
     * Returns the unfinished tasks of the loop and of its nurseries, without the sentinels.
     *
     * @return a snapshot, oldest first; unmodifiable
     * @since 1.0
     */
    Collection<Task<?>> allTasks();

    /**
     * Starts a task that belongs to no nursery; it ends no later than the loop.
     *
     * @param <T> the type of the result
     * @param name shown in listings, dumps and logs; need not be unique
     * @param body may block
     * @return the task
     * @throws IllegalArgumentException if the name is empty
     * @throws IllegalStateException if the loop stops or has stopped, or if no thread can be started and none runs
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> createTask(String name, Callable<T> body);

    /**
     * Returns the handler that is told of failed tasks.
     *
     * @return empty until one is set; the first nursery of the loop sets {@link ExceptionHandler#shutdownLoop()} if there is
     *     none
     * @since 1.0
     */
    Optional<ExceptionHandler> exceptionHandler();

    /**
     * Sets the handler that is told of failed tasks from now on.
     *
     * @param handler the handler; null for {@link ExceptionHandler#logOnly()}
     * @since 1.0
     */
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /**
     * Calls the handler of this loop; without one the failure is logged.
     *
     * <p>If the handler throws, that is logged and {@link ExceptionHandler#shutdownLoop()} takes its place. Never throws.
     *
     * @param context what failed
     * @since 1.0
     */
    void callExceptionHandler(ExceptionContext context);

    /**
     * Logs a failure, no more.
     *
     * @param context what failed
     * @since 1.0
     */
    void defaultExceptionHandler(ExceptionContext context);

    /**
     * Waits until the loop has stopped.
     *
     * @throws InterruptedException if the caller is interrupted while it waits; the loop goes on
     * @throws NurseryException if a failure stopped the loop; an {@link Error} is thrown as it is
     * @throws IllegalStateException if a task of this loop calls
     * @since 1.0
     */
    void runForever() throws InterruptedException;

    /**
     * Runs a body as a task, stops the loop when it has ended, and waits for that.
     *
     * <p>An interrupt of the caller cancels the body.
     *
     * @param <T> the type of the result
     * @param body runs on a worker of the loop
     * @return the result of the body
     * @throws NurseryException if a failure of another task stopped the loop
     * @throws IllegalStateException if the loop stops or has stopped, or if a task of this loop calls
     * @throws Exception what the body threw
     * @since 1.0
     */
    <T extends @Nullable Object> T run(Callable<T> body) throws Exception;

    /**
     * Cancels what runs, as {@link ShutdownService#shutdown} does, and returns at once. A second call does nothing.
     *
     * @since 1.0
     */
    void stop();

    /**
     * Stops the loop for a failure: the failing nursery closes first, and {@link #runForever} and {@link #run} throw the
     * failure.
     *
     * <p>For exception handlers; returns at once. A failure that came while its nursery was already closing, or the loop
     * stopping, starts nothing: it is told by that close, and suppressed in the failure that stopped the loop.
     *
     * @param failure what failed
     * @since 1.0
     */
    void stop(ExceptionContext failure);
}
