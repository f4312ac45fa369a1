package codestare.nursery.runtime;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The view of all that the nurseries do, whoever uses them, and the way to act on it: for operators' tools, which need not
 * know the users.
 *
 * <p>There is one for each framework, and one for a plain process. What it returns are values, which may be kept: no task, no
 * resource and no class loader of a consumer can be reached through them. Parts of one snapshot may be a moment apart.
 *
 * <p>Whoever acts says who asks; that stands in the log, with the object and what was begun. All methods return at once.
 *
 * @since 1.0
 */
@ProviderType
public interface NurseryRuntime {
    /**
     * Returns all loops that have not stopped, and those that a failure has stopped and nobody has replaced.
     *
     * <p>The tasks in it have no stacks. It visits each task once and may be called every second.
     *
     * @return oldest first; unmodifiable
     * @since 1.0
     */
    List<LoopSnapshot> loops();

    /**
     * Returns the tasks of all loops together, those of loops that have gone included; visits no task.
     *
     * @return the counts
     * @since 1.0
     */
    TaskCounts counts();

    /**
     * Returns one task with its stack; a straggler may also be an exit callback.
     *
     * @param id as a snapshot has told it
     * @return the task
     * @throws java.util.NoSuchElementException if there is none, as when it has ended
     * @since 1.0
     */
    TaskSnapshot task(String id);

    /**
     * Returns what was left behind at a deadline and has not ended yet, with stacks.
     *
     * @return the first to be left behind at the beginning; unmodifiable
     * @since 1.0
     */
    List<Straggler> stragglers();

    /**
     * Returns the last failures of tasks, 100 at most, also of bundles that have gone.
     *
     * @return oldest first; unmodifiable
     * @since 1.0
     */
    List<TaskFailure> failures();

    /**
     * Returns the shutdowns that are under way.
     *
     * @return oldest first; unmodifiable
     * @since 1.0
     */
    List<ShutdownSnapshot> shutdowns();

    /**
     * Returns why no more work should come in: somebody has told the process, or its framework, to end.
     *
     * <p>It is there from that moment on: before the delay in which work still goes on, and until the end. Who answers a load
     * balancer that asks whether this process is ready, asks for this. In a framework the condition {@code
     * codestare.nursery.accepting} goes at the same moment.
     *
     * @return the words of who told it, such as {@code signal TERM}; empty as long as work may come in
     * @since 1.0
     */
    Optional<String> ending();

    /**
     * Returns what became of each signal that the nurseries wanted.
     *
     * @return in the order of the setting; unmodifiable; empty as long as the signals have not been asked for, which the first
     *     nursery does, and once they have been given back
     * @since 1.0
     */
    List<SignalStatus> signals();

    /**
     * Cancels a task; interrupts once more one that was cancelled already.
     *
     * @param id as a snapshot has told it
     * @param by who asks, for the log
     * @throws IllegalArgumentException if {@code by} is empty
     * @throws java.util.NoSuchElementException if there is none, as when it has ended
     * @since 1.0
     */
    void cancelTask(String id, String by);

    /**
     * Begins to close a nursery, as its sentinel would.
     *
     * @param id as a snapshot has told it
     * @param by who asks, for the log
     * @throws IllegalArgumentException if {@code by} is empty
     * @throws java.util.NoSuchElementException if there is none, as when it has closed
     * @since 1.0
     */
    void closeNursery(long id, String by);

    /**
     * Begins to shut a loop down; its owner may make another one.
     *
     * @param id as a snapshot has told it
     * @param by who asks, for the log
     * @throws IllegalArgumentException if {@code by} is empty
     * @throws java.util.NoSuchElementException if there is none, as when it has stopped
     * @since 1.0
     */
    void shutdownLoop(long id, String by);

    /**
     * Begins to shut all loops down, as a signal does; the process goes on.
     *
     * @param by who asks, for the log
     * @throws IllegalArgumentException if {@code by} is empty
     * @since 1.0
     */
    void shutdownAll(String by);

    /**
     * Tells a listener from now on.
     *
     * @param listener called as its interface says
     * @return closed, it ends that
     * @throws UnsupportedOperationException in a framework, where a listener is a service
     * @since 1.0
     */
    Registration listen(NurseryListener listener);

    /**
     * Lets a probe measure from now on.
     *
     * @param probe called as its interface says
     * @return closed, it ends that
     * @throws UnsupportedOperationException in a framework, where a probe is a service
     * @since 1.0
     */
    Registration probe(NurseryProbe probe);
}
