package codestare.nursery.internal.signal;

import codestare.nursery.ShutdownReason;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;

/** Lets the signals shut an engine down. */
public final class EngineDrain implements Drain {
    /** What the last steps may take after the deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final NurseryEngine engine;

    public EngineDrain(NurseryEngine engine) {
        this.engine = engine;
    }

    @Override
    public void drain(String signal, Deadline hurry) {
        Deadline deadline = hurry.within(engine.settings().shutdownDeadline());
        engine.shutDownAll(ShutdownReason.ofSignal(signal), deadline).await();
    }

    @Override
    public void hurry(String signal) {
        engine.logStacks();
    }

    @Override
    public Duration limit() {
        return engine.settings().shutdownDeadline().plus(MARGIN);
    }
}
