package codestare.nursery.internal.signal;

import codestare.nursery.ShutdownReason;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Shutdown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets the signals shut an engine down. */
public final class EngineDrain implements Drain {
    /** What the last steps may take after the deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final NurseryEngine engine;
    // written by the thread of the first signal; volatile: read by that of the second
    private volatile @Nullable Shutdown shutdown;

    public EngineDrain(NurseryEngine engine) {
        this.engine = engine;
    }

    @Override
    public void drain(String signal) {
        Shutdown begun = engine.shutDownAll(ShutdownReason.ofSignal(signal));
        shutdown = begun;
        begun.await();
    }

    @Override
    public void hurry(String signal) {
        engine.logStacks();
        Shutdown begun = shutdown;
        if (begun != null) {
            begun.hasten();
        }
    }

    @Override
    public Duration limit() {
        return engine.settings().shutdownDeadline().plus(MARGIN);
    }
}
