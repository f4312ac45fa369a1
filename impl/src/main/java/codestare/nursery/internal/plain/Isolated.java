package codestare.nursery.internal.plain;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.LoopRegistry;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.runtime.ProcessView;
import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.internal.signal.SignalSettings;
import codestare.nursery.internal.work.MovableClock;
import codestare.nursery.runtime.NurseryRuntime;
import java.time.Duration;

/** An engine of its own for a test, with a clock that the test moves. */
final class Isolated implements IsolatedNurseries {
    private final MovableClock clock = new MovableClock();
    private final NurseryEngine engine;
    private final TaskNurseryFactory factory;
    private final LoopRegistry loops;
    private final ShutdownService shutdownService;
    private final NurseryRuntime runtime;

    Isolated(Settings settings) {
        this.engine = new NurseryEngine(settings, () -> {}, clock);
        engine.carriers().set(FoundCarriers.lookUp());
        // neither of them is ever told to begin
        FinalDrain drain = new FinalDrain(engine, () -> Duration.ZERO, () -> {});
        SignalHooks signals = new SignalHooks(drain, SignalSettings.DEFAULTS);
        Tenant tenant = engine.process();
        this.factory = tenant.factory();
        this.loops = tenant.registry();
        this.shutdownService = tenant.shutdownService();
        this.runtime = new ProcessView(engine.view(), drain, signals, false);
    }

    @Override
    public TaskNurseryFactory factory() {
        return factory;
    }

    @Override
    public LoopRegistry loops() {
        return loops;
    }

    @Override
    public ShutdownService shutdownService() {
        return shutdownService;
    }

    @Override
    public NurseryRuntime runtime() {
        return runtime;
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
