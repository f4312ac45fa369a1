package codestare.nursery.runtime;

import codestare.nursery.DetachedExcInfo;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a task, in words.
 *
 * @param time when it was told
 * @param owner the bundle whose task it was, as {@code <symbolic name>/<bundle id>}, or {@code process}
 * @param loop the name of the task's loop
 * @param nursery the name of the task's nursery; null if it was in none
 * @param task the name of the task
 * @param error what it threw
 * @since 1.0
 */
public record TaskFailure(
        Instant time, String owner, String loop, @Nullable String nursery, String task, DetachedExcInfo error) {
    /**
     * Checks that all but the nursery are there.
     *
     * @param time see {@link #time}
     * @param owner see {@link #owner}
     * @param loop see {@link #loop}
     * @param nursery see {@link #nursery}
     * @param task see {@link #task}
     * @param error see {@link #error}
     * @since 1.0
     */
    public TaskFailure {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(loop, "loop");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(error, "error");
    }
}
