package codestare.nursery.internal.signal;

import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A line for the log, to be said by a thread that may be left behind. */
final class Words implements Runnable {
    private static final GuardedLog LOG = GuardedLog.of(Words.class);

    private final Level level;
    private final String line;

    Words(Level level, String line) {
        this.level = level;
        this.line = line;
    }

    /** Says a line, on standard error too once the JVM exits: its logging may have been reset by a shutdown hook. */
    static void say(Level level, String line, @Nullable Throwable thrown) {
        LOG.log(level, line, thrown);
        try {
            if (JvmExit.isUnderWay()) {
                System.err.println(thrown == null ? line : line + ": " + thrown);
            }
        } catch (Throwable nobodyToTell) {
            // the signal is to go its way all the same
        }
    }

    @Override
    public void run() {
        say(level, line, null);
    }
}
