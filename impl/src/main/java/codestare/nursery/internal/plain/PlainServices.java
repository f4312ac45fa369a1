package codestare.nursery.internal.plain;

import codestare.nursery.LoopRegistry;
import codestare.nursery.ShutdownReason;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.runtime.ProcessView;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.SignalStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The services of an engine that has one tenant, the process. */
abstract class PlainServices {
    final NurseryEngine engine;
    private final TaskNurseryFactory factory;
    private final LoopRegistry loops;
    private final ShutdownService shutdownService;
    private final NurseryRuntime runtime;

    /**
     * @param ending as {@link ProcessView} asks for it
     * @param signals likewise
     */
    PlainServices(
            NurseryEngine engine, Supplier<Optional<ShutdownReason>> ending, Supplier<List<SignalStatus>> signals) {
        this.engine = engine;
        engine.carriers().set(FoundCarriers.lookUp());
        Tenant process = engine.process();
        this.factory = process.factory();
        this.loops = process.registry();
        this.shutdownService = process.shutdownService();
        this.runtime = new ProcessView(engine.view(), ending, signals, false);
    }

    public final TaskNurseryFactory factory() {
        return factory;
    }

    public final LoopRegistry loops() {
        return loops;
    }

    public final ShutdownService shutdownService() {
        return shutdownService;
    }

    public final NurseryRuntime runtime() {
        return runtime;
    }
}
