package codestare.nursery.internal.plain;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.LoopRegistry;
import codestare.nursery.NurseryProvider;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.SettingSource;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.runtime.ProcessView;
import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.internal.signal.SignalSettings;
import codestare.nursery.runtime.NurseryRuntime;
import java.time.Duration;

/** What {@link codestare.nursery.Nurseries} finds: the process is the one tenant of one engine. */
public final class PlainProvider implements NurseryProvider {
    private final NurseryEngine engine;
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
        SettingSource source = systemProperties();
        this.engine = new NurseryEngine(Settings.read(source, Settings.DEFAULTS, Settings.DEFAULTS), this::arm);
        engine.carriers().set(FoundCarriers.lookUp());
        FinalDrain drain = new FinalDrain(engine, this::delay, () -> {});
        this.exitHook = new ExitHook(engine, drain);
        this.signals =
                new SignalHooks(drain, SignalSettings.read(source, SignalSettings.DEFAULTS, SignalSettings.DEFAULTS));
        Tenant process = engine.process();
        this.factory = process.factory();
        this.loops = process.registry();
        this.shutdownService = process.shutdownService();
        this.runtime = new ProcessView(engine.view(), drain, signals, false);
    }

    // by name, as in Nurseries: the edge to plain Java works without a type of OSGi
    private static void requireNoBundle() {
        ClassLoader loader = PlainProvider.class.getClassLoader();
        for (Class<?> at = loader == null ? null : loader.getClass(); at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                if (implemented.getName().equals("org.osgi.framework.BundleReference")) {
                    throw new IllegalStateException("class [" + PlainProvider.class.getName()
                            + "] is not for use inside OSGi; use the service [codestare.nursery.TaskNurseryFactory],"
                            + " by @Reference or from the bundle context");
                }
            }
        }
    }

    private static SettingSource systemProperties() {
        return SettingSource.properties(System::getProperty);
    }

    Settings settings() {
        return engine.settings();
    }

    private Duration delay() {
        return signals.settings().delay();
    }

    @Override
    public void readSettings() {
        // all are read before one is applied: a bad one leaves the others as they are, too
        SettingSource source = systemProperties();
        Settings settings = Settings.read(source, Settings.DEFAULTS, Settings.DEFAULTS);
        SignalSettings signalSettings = SignalSettings.read(source, SignalSettings.DEFAULTS, SignalSettings.DEFAULTS);
        engine.apply(settings);
        signals.apply(signalSettings);
    }

    @Override
    public IsolatedNurseries isolated() {
        return new Isolated(engine.settings());
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
