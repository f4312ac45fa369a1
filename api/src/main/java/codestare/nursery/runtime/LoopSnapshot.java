package codestare.nursery.runtime;

import java.util.List;
import java.util.Objects;

/**
 * One loop at one moment, with all that is on it.
 *
 * @param id by which {@link NurseryRuntime} finds it again; never used for another nursery or loop of this process
 * @param name unique for its owner
 * @param owner the bundle that uses it, as {@code <symbolic name>/<bundle id>}, or {@code process}
 * @param state where it is in its life
 * @param counts its tasks, in nurseries and in none
 * @param nurseries those that have not closed, oldest first; unmodifiable
 * @param tasks the unfinished tasks of no nursery, oldest first; unmodifiable
 * @since 1.0
 */
public record LoopSnapshot(
        long id,
        String name,
        String owner,
        State state,
        TaskCounts counts,
        List<NurserySnapshot> nurseries,
        List<TaskSnapshot> tasks) {
    /**
     * Copies the lists.
     *
     * @param id see {@link #id}
     * @param name see {@link #name}
     * @param owner see {@link #owner}
     * @param state see {@link #state}
     * @param counts see {@link #counts}
     * @param nurseries see {@link #nurseries}
     * @param tasks see {@link #tasks}
     * @since 1.0
     */
    public LoopSnapshot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(counts, "counts");
        nurseries = List.copyOf(Objects.requireNonNull(nurseries, "nurseries"));
        tasks = List.copyOf(Objects.requireNonNull(tasks, "tasks"));
    }

    /**
     * Where a loop is in its life.
     *
     * @since 1.0
     */
    public enum State {
        /**
         * It takes tasks.
         *
         * @since 1.0
         */
        RUNNING,
        /**
         * Its shutdown is under way.
         *
         * @since 1.0
         */
        STOPPING,
        /**
         * A failure has stopped it, and its owner has not made another one of this name; nothing is on it any more.
         *
         * @since 1.0
         */
        FAILED
    }
}
