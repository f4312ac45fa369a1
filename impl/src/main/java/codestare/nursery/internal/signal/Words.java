package codestare.nursery.internal.signal;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A line for the log, whose failure must not keep a signal from going its way. */
final class Words implements Runnable {
    private static final System.Logger LOG = System.getLogger(Words.class.getPackageName());

    private final Level level;
    private final String line;

    Words(Level level, String line) {
        this.level = level;
        this.line = line;
    }

    static void say(Level level, String line, @Nullable Throwable thrown) {
        try {
            LOG.log(level, line, thrown);
        } catch (Throwable nobodyToTell) {
            // the log is not what the process is ended for
        }
    }

    @Override
    public void run() {
        say(level, line, null);
    }
}
