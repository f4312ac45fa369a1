package codestare.nursery;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Owns tasks, resources and callbacks, and ends all of them when it closes.
 *
 * <p>What arrives goes on one stack and ends in the reverse order of its arrival; tasks that arrived with nothing between
 * them end together: all are cancelled first, then all are awaited. So a task ends before the older resource that it uses
 * closes. A close is done once, by whoever closes first; it waits no longer than the grace period of the nursery (4 seconds
 * unless set otherwise), and what has not ended by then is logged as a straggler, interrupted once more, and left behind.
 * Only exit callbacks and closes of resources that run on the owner's own thread are awaited without limit, see {@link
 * #close()}.
 *
 * <p>As an OSGi service this interface is prototype-scoped: {@code @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)}
 * gives a component a nursery of its own, which closes before the release returns.
 *
 * @since 1.0
 */
@ProviderType
public interface TaskNursery extends AutoCloseable {
    /**
     * Returns the name of this nursery; where a supplier was given, its present answer.
     *
     * @return the name, unique among the open nurseries of the bundle
     * @since 1.0
     */
    String name();

    /**
     * Returns the loop that runs the tasks.
     *
     * @return the loop, also after the close
     * @since 1.0
     */
    TaskLoop loop();

    /**
     * Returns the task that stands for this nursery.
     *
     * <p>It has no thread. Cancelling it returns at once and closes the nursery on a worker of the loop; the errors of that
     * close are logged, and thrown by the first later {@link #close()}. It ends when the nursery has closed, as {@link
     * Task.Status#SUCCEEDED}.
     *
     * @return always the same task
     * @since 1.0
     */
    Task<@Nullable Void> sentinelTask();

    /**
     * Tells whether the close has ended.
     *
     * @return false while the nursery closes, although it refuses new tasks from the beginning of the close
     * @since 1.0
     */
    boolean isClosed();

    /**
     * Returns the unfinished children, without the sentinel.
     *
     * @return a snapshot, oldest first; unmodifiable
     * @since 1.0
     */
    Collection<Task<?>> tasks();

    /**
     * Starts a task with the default name {@code task:nursery}, which all such tasks share; otherwise as
     * {@link #createTask(String, Callable)}.
     *
     * @param <T> the type of the result
     * @param body may block
     * @return the task
     * @throws NurseryClosedException if the nursery closes or has closed; the task does not run
     * @throws IllegalStateException if no thread can be started and none runs
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> createTask(Callable<T> body);

    /**
     * Starts a task that ends no later than this nursery.
     *
     * <p>May be called from any thread, from a task of this nursery too. What the caller did before this call
     * <i>happens-before</i> the first action of the task.
     *
     * @param <T> the type of the result
     * @param name shown in listings, dumps and logs as {@code name:nursery}; need not be unique
     * @param body may block; runs with the class loader of the consumer as context class loader
     * @return the task
     * @throws IllegalArgumentException if the name is empty
     * @throws NurseryClosedException if the nursery closes or has closed; the task does not run
     * @throws IllegalStateException if no thread can be started and none runs
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> createTask(String name, Callable<T> body);

    /**
     * Starts a task without a result and with a default name; otherwise as {@link #createTask(String, Callable)}.
     *
     * @param body may block
     * @return the task
     * @throws NurseryClosedException if the nursery closes or has closed; the task does not run
     * @throws IllegalStateException if no thread can be started and none runs
     * @since 1.0
     */
    Task<@Nullable Void> createTask(TaskAction body);

    /**
     * Starts a task without a result; otherwise as {@link #createTask(String, Callable)}.
     *
     * @param name shown in listings, dumps and logs as {@code name:nursery}; need not be unique
     * @param body may block
     * @return the task
     * @throws IllegalArgumentException if the name is empty
     * @throws NurseryClosedException if the nursery closes or has closed; the task does not run
     * @throws IllegalStateException if no thread can be started and none runs
     * @since 1.0
     */
    Task<@Nullable Void> createTask(String name, TaskAction body);

    /**
     * Takes work that others run as a task of this nursery.
     *
     * <p>The task ends when the stage completes. Cancelling it cancels the stage's future, if the stage has one. A failure is
     * told on a worker (on the thread that completes the stage only if no other can be started), and the nursery closes after
     * that.
     *
     * @param <T> the type of the result
     * @param name shown in listings, dumps and logs as {@code name:nursery}; need not be unique
     * @param stage the work
     * @return the task
     * @throws IllegalArgumentException if the name is empty
     * @throws NurseryClosedException if the nursery closes or has closed; the stage's future is cancelled
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> adopt(String name, CompletionStage<T> stage);

    /**
     * Returns a view of this nursery for code that asks for an executor: HTTP clients and servers, schedulers, {@link
     * java.util.concurrent.CompletableFuture}.
     *
     * <p>Each command runs as a child of this nursery. An exception out of {@link ExecutorService#execute} is the failure of
     * that child, since nobody else would hear of it; one out of {@code submit}, {@code invokeAll} or {@code invokeAny}
     * belongs to the future alone. When a child is cancelled, its future is. A shutdown of the view ends what came by this
     * view, and neither the nursery nor its other children; what {@link ExecutorService#shutdownNow} returns has been
     * cancelled if it is a future, so that nobody waits for it for ever. After a shutdown, and when the nursery closes or has
     * closed, a command is refused with a {@link java.util.concurrent.RejectedExecutionException}; the view is shut down when
     * the nursery has closed.
     *
     * @return a new view, which need not be shut down
     * @since 1.0
     */
    ExecutorService executor();

    /**
     * Cancels a child and waits until it has ended, no longer than the grace period.
     *
     * <p>An interrupt ends the waiting and stays set. The error of the task is never thrown here. Stopping the sentinel closes
     * the nursery.
     *
     * @param <T> the type of the result
     * @param task an unfinished child of this nursery, or its sentinel
     * @return the same task, whose status tells
     * @throws IllegalArgumentException if the task is no unfinished child, or is the current task
     * @since 1.0
     */
    <T extends @Nullable Object> Task<T> stopTask(Task<T> task);

    /**
     * Puts a resource on the exit stack.
     *
     * @param <R> the type of the resource
     * @param resource closed when its turn comes
     * @return the resource
     * @throws NurseryClosedException if the nursery closes or has closed; the resource is closed
     * @since 1.0
     */
    <R extends AutoCloseable> R enter(R resource);

    /**
     * Takes a resource off the exit stack without closing it.
     *
     * @param <R> the type of the resource
     * @param resource one that was {@linkplain #enter entered}; compared by identity, the newest first
     * @return the resource
     * @throws IllegalArgumentException if the resource is not on the stack
     * @since 1.0
     */
    <R extends AutoCloseable> R leave(R resource);

    /**
     * Puts a callback on the exit stack that sees the current error and may suppress it.
     *
     * @param exit called when its turn comes
     * @throws NurseryClosedException if the nursery closes or has closed; the callback is not called
     * @since 1.0
     */
    void push(ExitCallback exit);

    /**
     * Puts a callback on the exit stack that cannot suppress the current error.
     *
     * @param action called when its turn comes
     * @throws NurseryClosedException if the nursery closes or has closed; the callback is not called
     * @since 1.0
     */
    void callback(AutoCloseable action);

    /**
     * Opens a child nursery on the same loop, which ends no later than this one.
     *
     * <p>It stands on the stack of this nursery until it closes.
     *
     * @param name unique among the open nurseries of the bundle
     * @return the child
     * @throws IllegalArgumentException if the name is empty or taken
     * @throws NurseryClosedException if this nursery closes or has closed, or is about to as its loop stops
     * @since 1.0
     */
    TaskNursery open(String name);

    /**
     * Moves everything, tasks and exit stack, to a new nursery on the same loop; this one is then closed and empty.
     *
     * <p>The new nursery has a default name and takes this one's place on the stack of the parent, if there is one. A moved
     * task keeps its name and reports to the new nursery.
     *
     * @return the new nursery
     * @throws NurseryClosedException if this nursery closes or has closed
     * @since 1.0
     */
    TaskNursery popAll();

    /**
     * Waits until no child is left, or until the nursery is closed by anyone.
     *
     * <p>Wakes at the first failure of a child and throws it; then {@link #close()} does not throw it again. Called from a
     * child, it waits for the other children, except those that wait for the caller. There is no limit but the end of the
     * children, except that an exit callback waits no longer than its close has time.
     *
     * @throws InterruptedException if the caller is interrupted while it waits
     * @throws NurseryException if a child failed; an {@link Error} is thrown as it is the first time
     * @since 1.0
     */
    void join() throws InterruptedException;

    /**
     * Cancels what still runs and ends everything this nursery owns, in the reverse order of arrival.
     *
     * <p>Exit callbacks and closes of resources run on the caller's thread, as in any try block, and each may take the time
     * it takes; tasks are awaited no longer than the grace period, which counts from the beginning of the close. When someone
     * else closes, callbacks run on a worker of the loop and are left behind like tasks. A second call does nothing; a call
     * while someone else closes waits for that close, no longer than its deadline. An interrupt does not cut the close short; the flag is
     * set again at the end. Called from a child, this ends everything except the caller and those that wait for it.
     *
     * @throws NurseryException if a child failed or an exit callback threw, and this was not thrown by {@link #join} before;
     *     an {@link Error} is thrown as it is the first time
     * @since 1.0
     */
    @Override
    void close();
}
