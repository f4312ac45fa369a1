package codestare.nursery.internal.plain;

import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes what is open when the JVM ends by whatever way: {@code System.exit}, the end of {@code main}, a signal.
 *
 * <p>After a drained signal it finds nothing to do. It stays until the JVM ends.
 */
final class ExitHook {
    private static final GuardedLog LOG = GuardedLog.of(ExitHook.class);

    private final NurseryEngine engine;
    private final FinalDrain drain;
    private final AtomicBoolean installed = new AtomicBoolean();

    ExitHook(NurseryEngine engine, FinalDrain drain) {
        this.engine = engine;
        this.drain = drain;
    }

    void install() {
        if (!installed.compareAndSet(false, true)) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(null, this::run, "codestare-nursery-exit", 0, false));
        } catch (IllegalStateException exiting) {
            LOG.log(Level.WARNING, "the JVM ends already; nurseries opened now are cut off with it");
        }
    }

    private void run() {
        if (!engine.live().isEmpty()) {
            drain.drainProcess();
        }
    }
}
