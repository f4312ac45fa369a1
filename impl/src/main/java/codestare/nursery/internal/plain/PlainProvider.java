package codestare.nursery.internal.plain;

import codestare.nursery.LoopRegistry;
import codestare.nursery.NurseryProvider;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.runtime.ProcessView;
import codestare.nursery.internal.signal.EngineDrain;
import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.runtime.NurseryRuntime;

/** What {@link codestare.nursery.Nurseries} finds: the process is the one tenant of one engine. */
public final class PlainProvider implements NurseryProvider {
    private final ExitHook exitHook;
    private final SignalHooks signals;
    private final TaskNurseryFactory factory;
    private final LoopRegistry loops;
    private final ShutdownService shutdownService;
    private final NurseryRuntime runtime;

    /**
     * Called by the service loader.
     *
     * @throws IllegalStateException inside OSGi, where a mediator may try: there the services are
     */
    public PlainProvider() {
        requireNoBundle();
        NurseryEngine engine = new NurseryEngine(Settings.from(System::getProperty), this::arm);
        engine.carriers().set(FoundCarriers.lookUp());
        this.exitHook = new ExitHook(engine);
        this.signals = new SignalHooks(new EngineDrain(engine), SignalHooks.defaultSignals());
        Tenant process = engine.process();
        this.factory = process.factory();
        this.loops = process.registry();
        this.shutdownService = process.shutdownService();
        this.runtime = new ProcessView(signals);
    }

    // by name, as in Nurseries: the edge to plain Java works without a type of OSGi
    private static void requireNoBundle() {
        ClassLoader loader = PlainProvider.class.getClassLoader();
        for (Class<?> at = loader == null ? null : loader.getClass(); at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                if (implemented.getName().equals("org.osgi.framework.BundleReference")) {
                    throw new IllegalStateException("class [" + PlainProvider.class.getName()
                            + "] is not for use inside OSGi; use the service [codestare.nursery.TaskNurseryFactory]");
                }
            }
        }
    }

    private void arm() {
        exitHook.install();
        signals.install();
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
}
