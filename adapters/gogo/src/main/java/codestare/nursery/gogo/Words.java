package codestare.nursery.gogo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How things are written for people. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final Pattern STEERING = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private Words() {}

    /** The two largest units, such as {@code 3d4h}. */
    static String of(@Nullable Duration time) {
        if (time == null) {
            return "-";
        }
        long seconds = time.toSeconds();
        if (seconds < 1) {
            return Math.max(time.toMillis(), 0) + "ms";
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m";
        }
        return seconds / 86_400 + "d" + seconds % 86_400 / 3_600 + "h";
    }

    static String of(Instant time) {
        return TIME.format(time);
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Without what would steer the terminal, which names and messages of others may contain. */
    static String plain(String text) {
        return STEERING.matcher(text).replaceAll("?");
    }

    /** On one line, and no longer than that: beginning and end are kept, as both tell names apart. */
    static String cut(String text, int length) {
        String first = text.indexOf('\n') < 0 ? text : text.substring(0, text.indexOf('\n')) + "…";
        String line = plain(first).replace('\t', ' ');
        if (line.length() <= length) {
            return line;
        }
        int head = (length - 1) / 2;
        return line.substring(0, head) + "…" + line.substring(line.length() - (length - 1 - head));
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
