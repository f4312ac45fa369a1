package codestare.nursery;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a nursery is opened; what is absent is decided by the settings.
 *
 * @param name unique among the open nurseries of the bundle; absent: a default name from a counter
 * @param loop a running loop of the same bundle; absent: the loop of the current task, else the default loop
 * @param grace how long a close may last, 0 to 1 hour; absent: the setting {@code grace}
 * @param freshThreads true to give each task a thread of its own, for code that leaves thread locals behind; absent: the
 *     setting {@code threads.fresh}
 * @since 1.0
 */
public record NurseryOptions(
        @Nullable String name,
        @Nullable TaskLoop loop,
        @Nullable Duration grace,
        @Nullable Boolean freshThreads) {
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);
    private static final NurseryOptions DEFAULTS = new NurseryOptions(null, null, null, null);

    /**
     * Checks the values.
     *
     * @param name see {@link #name}
     * @param loop see {@link #loop}
     * @param grace see {@link #grace}
     * @param freshThreads see {@link #freshThreads}
     * @throws IllegalArgumentException if the name is empty or the grace period is out of range
     * @since 1.0
     */
    public NurseryOptions {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException(
                    "name [" + name + "] of a nursery is empty; give it a name or leave it out");
        }
        if (grace != null && (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0)) {
            throw new IllegalArgumentException(
                    "grace [" + grace + "] is out of range; choose a duration from PT0S to PT1H");
        }
    }

    /**
     * Returns the options that leave everything to the settings.
     *
     * @return the defaults
     * @since 1.0
     */
    public static NurseryOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these options with another name.
     *
     * @param name unique among the open nurseries of the bundle
     * @return new options
     * @throws IllegalArgumentException if the name is empty
     * @since 1.0
     */
    public NurseryOptions withName(String name) {
        return new NurseryOptions(Objects.requireNonNull(name, "name"), loop, grace, freshThreads);
    }

    /**
     * Returns these options with another loop.
     *
     * @param loop a running loop of the same bundle
     * @return new options
     * @since 1.0
     */
    public NurseryOptions withLoop(TaskLoop loop) {
        return new NurseryOptions(name, Objects.requireNonNull(loop, "loop"), grace, freshThreads);
    }

    /**
     * Returns these options with another grace period.
     *
     * @param grace how long a close may last, 0 to 1 hour
     * @return new options
     * @throws IllegalArgumentException if the grace period is out of range
     * @since 1.0
     */
    public NurseryOptions withGrace(Duration grace) {
        return new NurseryOptions(name, loop, Objects.requireNonNull(grace, "grace"), freshThreads);
    }

    /**
     * Returns these options with or without a thread of its own for each task.
     *
     * @param freshThreads true for a thread of its own
     * @return new options
     * @since 1.0
     */
    public NurseryOptions withFreshThreads(boolean freshThreads) {
        return new NurseryOptions(name, loop, grace, freshThreads);
    }
}
