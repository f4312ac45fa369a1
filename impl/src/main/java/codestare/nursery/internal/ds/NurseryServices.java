package codestare.nursery.internal.ds;

import codestare.nursery.LoopRegistry;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.SettingSource;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.core.TenantFactory;
import codestare.nursery.internal.runtime.ProcessView;
import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.runtime.NurseryRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Owns the engine of a framework and registers the services on it, each once.
 *
 * <p>The services are made by factories and not by components of their own: so the framework tells for whom each object is,
 * and a consumer gets the very nursery that the registry lists.
 */
@Component(
        service = {},
        configurationPid = SettingSource.PID)
public final class NurseryServices {
    private final BundleContext context;
    private final Configuration configuration;
    private final NurseryEngine engine;
    private final Accepting accepting;
    private final BundleTenants tenants;
    private final SignalHooks signals;
    private final ServiceTracker<?, ?> carriers;
    private final SettledSignals settledSignals;
    private final FrameworkStopHook stopHook;
    private final Whiteboard whiteboard;
    private final List<ServiceRegistration<?>> registrations;

    /** Called by the component runtime. */
    @Activate
    public NurseryServices(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        this.configuration = new Configuration(context::getProperty);
        FrameworkSettings settings = configuration.read(properties);
        this.engine = new NurseryEngine(settings.nurseries(), this::armSignals);
        this.accepting = new Accepting(context);
        FinalDrain drain = new FinalDrain(engine, this::delay, accepting::end);
        this.signals = new SignalHooks(drain, settings.signals());
        this.stopHook = new FrameworkStopHook(
                context.getBundle(0).adapt(Framework.class),
                () -> configuration.now().frameworkStop(),
                drain);
        this.settledSignals = new SettledSignals(context, signals, stopHook::install);
        this.tenants = new BundleTenants(engine, drain);
        context.addFrameworkListener(settledSignals);
        this.carriers = CarrierServices.track(context, engine.carriers());
        context.addBundleListener(tenants);
        this.whiteboard = new Whiteboard(context, engine.view());
        whiteboard.open();
        this.registrations = List.of(
                context.registerService(TaskNursery.class, new InjectedNurseries(tenants), null),
                context.registerService(
                        TaskNurseryFactory.class,
                        new BundleScoped<>(tenants, Tenant::factory, TenantFactory::letGo),
                        null),
                context.registerService(
                        LoopRegistry.class, new BundleScoped<>(tenants, Tenant::registry, view -> {}), null),
                context.registerService(
                        ShutdownService.class, new BundleScoped<>(tenants, Tenant::shutdownService, view -> {}), null),
                context.registerService(
                        NurseryRuntime.class,
                        new ProcessView(engine.view(), drain::told, signals::statuses, true),
                        null));
        accepting.begin();
    }

    private void armSignals() {
        settledSignals.arm();
    }

    private Duration delay() {
        return signals.settings().delay();
    }

    /** Called by the component runtime: a change disturbs no task and makes no consumer start anew. */
    @Modified
    void modified(Map<String, Object> properties) {
        FrameworkSettings settings = configuration.read(properties);
        engine.apply(settings.nurseries());
        signals.apply(settings.signals());
        configuration.tell();
    }

    @Deactivate
    void deactivate() {
        accepting.end();
        // first all at once and with one instant; the releases that the unregistering brings only wait for it
        tenants.endAll("the nursery service stops");
        registrations.forEach(ServiceRegistration::unregister);
        tenants.awaitEnd();
        context.removeBundleListener(tenants);
        carriers.close();
        context.removeFrameworkListener(settledSignals);
        stopHook.remove();
        whiteboard.close();
        signals.close();
        StopFromInside.cancelCaller(context.getBundle(), engine);
    }
}
