package codestare.nursery.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One nursery at one moment.
 *
 * @param id by which {@link NurseryRuntime} finds it again; never used for another nursery or loop of this process
 * @param name the last known one: a supplier of names is not asked
 * @param parent the id of the nursery that it is a child of; null if it is none
 * @param closing whether its close has begun
 * @param age how long ago it was opened
 * @param created how many tasks it has had
 * @param failures how many of its tasks have failed, and it has not closed yet
 * @param exits its exit stack, the one that ends first at the beginning; unmodifiable
 * @param tasks its unfinished tasks, oldest first; unmodifiable
 * @since 1.0
 */
public record NurserySnapshot(
        long id,
        String name,
        @Nullable Long parent,
        boolean closing,
        Duration age,
        long created,
        long failures,
        List<ExitEntry> exits,
        List<TaskSnapshot> tasks) {
    /**
     * Copies the lists.
     *
     * @param id see {@link #id}
     * @param name see {@link #name}
     * @param parent see {@link #parent}
     * @param closing see {@link #closing}
     * @param age see {@link #age}
     * @param created see {@link #created}
     * @param failures see {@link #failures}
     * @param exits see {@link #exits}
     * @param tasks see {@link #tasks}
     * @since 1.0
     */
    public NurserySnapshot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(age, "age");
        exits = List.copyOf(Objects.requireNonNull(exits, "exits"));
        tasks = List.copyOf(Objects.requireNonNull(tasks, "tasks"));
    }
}
