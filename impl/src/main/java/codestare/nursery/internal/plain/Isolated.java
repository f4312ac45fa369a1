package codestare.nursery.internal.plain;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.work.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An engine of its own for a test, with a clock that the test moves, and without anything that ends it but its close. */
final class Isolated extends PlainServices implements IsolatedNurseries {
    private final MovableClock clock;

    Isolated(Settings settings) {
        this(settings, new MovableClock());
    }

    private Isolated(Settings settings, MovableClock clock) {
        super(new NurseryEngine(settings, () -> {}, clock), Optional::empty, List::of);
        this.clock = clock;
    }

    @Override
    public void stopClock() {
        clock.stop();
    }

    @Override
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time [" + time + "] is negative; a clock goes ahead only");
        }
        clock.advance(time);
    }

    @Override
    public int waiting() {
        return clock.waiting();
    }

    @Override
    public void close() {
        clock.go();
        Duration limit = engine.settings().shutdownDeadline();
        engine.endAll("the isolated nurseries were closed", clock.deadline(limit))
                .await();
    }
}
