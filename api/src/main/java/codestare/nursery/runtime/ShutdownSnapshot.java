package codestare.nursery.runtime;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shutdown at one moment: that of one loop, or that of all.
 *
 * @param id never used for another shutdown of this process
 * @param loop the name of the loop; null if all loops shut down, as after a signal
 * @param owner the bundle whose loop it is, as {@code <symbolic name>/<bundle id>}, or {@code process}; null if all are
 * @param reason in the words of who asked for it
 * @param age how long ago it began
 * @param over whether it has ended
 * @since 1.0
 */
public record ShutdownSnapshot(
        long id, @Nullable String loop, @Nullable String owner, String reason, Duration age, boolean over) {
    /**
     * Checks that there are words and a time.
     *
     * @param id see {@link #id}
     * @param loop see {@link #loop}
     * @param owner see {@link #owner}
     * @param reason see {@link #reason}
     * @param age see {@link #age}
     * @param over see {@link #over}
     * @since 1.0
     */
    public ShutdownSnapshot {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(age, "age");
    }
}
