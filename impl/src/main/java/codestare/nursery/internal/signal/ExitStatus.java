package codestare.nursery.internal.signal;

import org.jspecify.annotations.Nullable;

/**
 * With which status a signal ends the process, where the JVM's own handler would.
 *
 * @param fixed null for that of the signal
 */
public record ExitStatus(@Nullable Integer fixed) {
    static final ExitStatus OF_THE_SIGNAL = new ExitStatus(null);

    /** Reads {@code signal}, {@code zero} or a number; null if it is neither. */
    static @Nullable ExitStatus parse(String value) {
        if (value.equals("signal")) {
            return OF_THE_SIGNAL;
        }
        if (value.equals("zero")) {
            return new ExitStatus(0);
        }
        try {
            int number = Integer.parseInt(value);
            return number < 0 || number > 255 ? null : new ExitStatus(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
