package codestare.nursery.internal.work;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A log whose failure is nobody else's: a handler that throws, or a log service that has gone, must not keep a close from
 * going on or a signal from going its way.
 */
public final class GuardedLog {
    private final Logger logger;

    private GuardedLog(Logger logger) {
        this.logger = logger;
    }

    /** The log of a class: that of its package. */
    public static GuardedLog of(Class<?> type) {
        return new GuardedLog(System.getLogger(type.getPackageName()));
    }

    public void log(Level level, String line) {
        log(level, line, null);
    }

    public void log(Level level, String line, @Nullable Throwable thrown) {
        try {
            logger.log(level, line, thrown);
        } catch (Throwable nobodyToTell) {
            // the work is worth more than the line
        }
    }
}
