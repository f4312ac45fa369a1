package codestare.nursery.internal.core;

import codestare.nursery.internal.work.ThreadKind;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set.
 *
 * @param grace how long a close may last
 * @param shutdownDeadline how long a whole shutdown may last
 * @param threads what workers are made of
 * @param freshThreads whether each task gets a thread of its own
 */
public record Settings(Duration grace, Duration shutdownDeadline, ThreadKind threads, boolean freshThreads) {
    /** The name that the keys have outside Configuration Admin begins so. */
    public static final String PREFIX = "codestare.nursery.";

    /** What holds where nothing is set: below the 5 s of SCR's lock, and below the usual 30 s before a kill. */
    public static final Settings DEFAULTS =
            new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.AUTO, false);

    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Reads settings from properties.
     *
     * @param source gives the value of a property, or null
     * @throws IllegalArgumentException if a value is bad; the message names key, value and range
     */
    public static Settings from(Function<String, @Nullable String> source) {
        return new Settings(
                duration(source, "grace", DEFAULTS.grace),
                duration(source, "shutdown.deadline", DEFAULTS.shutdownDeadline),
                kind(source, "threads"),
                flag(source, "threads.fresh"));
    }

    private static Duration duration(Function<String, @Nullable String> source, String key, Duration otherwise) {
        String value = source.apply(PREFIX + key);
        if (value == null) {
            return otherwise;
        }
        Duration duration = parse(value.trim());
        if (duration == null || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw bad(key, value, "a duration from PT0S to PT1H, or milliseconds");
        }
        return duration;
    }

    private static @Nullable Duration parse(String value) {
        try {
            return value.chars().allMatch(Character::isDigit)
                    ? Duration.ofMillis(Long.parseLong(value))
                    : Duration.parse(value);
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    private static ThreadKind kind(Function<String, @Nullable String> source, String key) {
        String value = source.apply(PREFIX + key);
        if (value == null) {
            return DEFAULTS.threads;
        }
        return Arrays.stream(ThreadKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(value.trim()))
                .findFirst()
                .orElseThrow(() -> bad(key, value, "auto, virtual or platform"));
    }

    private static boolean flag(Function<String, @Nullable String> source, String key) {
        String value = source.apply(PREFIX + key);
        if (value == null) {
            return DEFAULTS.freshThreads;
        }
        return switch (value.trim()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(key, value, "true or false");
        };
    }

    private static IllegalArgumentException bad(String key, String value, String range) {
        return new IllegalArgumentException("setting [" + PREFIX + key + "] is [" + value + "]; choose " + range);
    }
}
