package codestare.nursery.internal.core;

import java.lang.reflect.Array;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where settings are read from, and who is told of a bad value.
 *
 * <p>A setting that is not there takes a fallback. A bad one is told in a message that names key, value and range, and takes
 * another: the last good value.
 */
public final class SettingSource {
    /** The PID of the configuration; the name that a key has among properties begins so, too. */
    public static final String PID = "codestare.nursery";

    private static final Duration LONGEST = Duration.ofHours(1);

    private final UnaryOperator<String> names;
    private final Function<String, @Nullable Object> values;
    private final Consumer<String> refusals;
    // written and read by the thread that reads the settings
    private final List<String> taken = new ArrayList<>();

    private SettingSource(
            UnaryOperator<String> names, Function<String, @Nullable Object> values, Consumer<String> refusals) {
        this.names = names;
        this.values = values;
        this.refusals = refusals;
    }

    /** Properties of the system or of a framework: {@code codestare.nursery.<key>}. */
    public static SettingSource properties(Function<String, @Nullable String> properties, Consumer<String> refusals) {
        return new SettingSource(
                key -> "[" + PID + "." + key + "]", key -> properties.apply(PID + "." + key), refusals);
    }

    /** The same; a bad value is thrown, as an {@link IllegalArgumentException}, at who asks for the settings. */
    public static SettingSource properties(Function<String, @Nullable String> properties) {
        return properties(properties, message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /** A configuration of the PID, by its bare keys. */
    public static SettingSource configuration(Map<String, ?> configuration, Consumer<String> refusals) {
        return new SettingSource(key -> "[" + key + "] of [" + PID + "]", configuration::get, refusals);
    }

    /** A duration in ISO-8601 or in milliseconds. */
    public Duration duration(String key, Duration absent, Duration bad) {
        return value(key, absent, bad, SettingSource::parseDuration, "a duration from PT0S to PT1H, or milliseconds");
    }

    private static @Nullable Duration parseDuration(String value) {
        try {
            Duration duration = value.chars().allMatch(Character::isDigit)
                    ? Duration.ofMillis(Long.parseLong(value))
                    : Duration.parse(value);
            return duration.isNegative() || duration.compareTo(LONGEST) > 0 ? null : duration;
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    /** A whole number from 0 to the greatest. */
    public int number(String key, int absent, int bad, int greatest) {
        return value(
                key,
                absent,
                bad,
                value -> {
                    try {
                        int number = Integer.parseInt(value);
                        return number < 0 || number > greatest ? null : number;
                    } catch (NumberFormatException e) {
                        return null;
                    }
                },
                "a number from 0 to " + greatest);
    }

    public boolean flag(String key, boolean absent, boolean bad) {
        return value(
                key,
                absent,
                bad,
                value -> switch (value) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> null;
                },
                "true or false");
    }

    /** One of the constants of an enum, in lower case. */
    public <E extends Enum<E>> E choice(String key, E absent, E bad, String range) {
        return value(
                key,
                absent,
                bad,
                value -> Arrays.stream(absent.getDeclaringClass().getEnumConstants())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst()
                        .orElse(null),
                range);
    }

    /**
     * Reads one value.
     *
     * @param absent if there is none
     * @param bad if the parser answers null
     * @param range completes 'choose '
     */
    public <T> T value(String key, T absent, T bad, Function<String, @Nullable T> parser, String range) {
        Object found = values.apply(key);
        if (found == null) {
            return absent;
        }
        String text = textOf(found);
        T parsed = parser.apply(text.trim());
        if (parsed == null) {
            refusals.accept("setting " + names.apply(key) + " is [" + text + "]; choose " + range);
            return bad;
        }
        taken.add(key + "=" + text);
        return parsed;
    }

    /** The settings that were found and good, as they were written. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Configurations have numbers, flags, arrays and collections too. */
    private static String textOf(Object value) {
        StringJoiner parts = new StringJoiner(",");
        if (value instanceof Collection<?> several) {
            several.forEach(one -> parts.add(String.valueOf(one)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                parts.add(String.valueOf(Array.get(value, i)));
            }
        } else {
            parts.add(value.toString());
        }
        return parts.toString();
    }
}
