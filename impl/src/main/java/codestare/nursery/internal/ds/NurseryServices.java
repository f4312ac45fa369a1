package codestare.nursery.internal.ds;

import codestare.nursery.LoopRegistry;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.core.TenantFactory;
import codestare.nursery.internal.runtime.ProcessView;
import codestare.nursery.internal.signal.EngineDrain;
import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.runtime.NurseryRuntime;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Owns the engine of a framework and registers the services on it, each once.
 *
 * <p>The services are made by factories and not by components of their own: so the framework tells for whom each object is,
 * and a consumer gets the very nursery that the registry lists.
 */
@Component(service = {})
public final class NurseryServices {
    private final BundleContext context;
    private final NurseryEngine engine;
    private final BundleTenants tenants;
    private final SignalHooks signals;
    private final ServiceTracker<?, ?> carriers;
    private final List<ServiceRegistration<?>> registrations;

    /** Called by the component runtime. */
    @Activate
    public NurseryServices(BundleContext context) {
        this.context = context;
        this.engine = new NurseryEngine(Settings.from(context::getProperty), this::armSignals);
        this.signals = new SignalHooks(new EngineDrain(engine), SignalHooks.defaultSignals());
        this.tenants = new BundleTenants(engine);
        this.carriers = CarrierServices.track(context, engine.carriers());
        context.addBundleListener(tenants);
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
                context.registerService(NurseryRuntime.class, new ProcessView(signals), null));
    }

    private void armSignals() {
        signals.install();
    }

    @Deactivate
    void deactivate() {
        // first all at once and with one instant; the releases that the unregistering brings only wait for it
        tenants.endAll("the nursery service stops");
        registrations.forEach(ServiceRegistration::unregister);
        tenants.awaitEnd();
        context.removeBundleListener(tenants);
        carriers.close();
        signals.close();
        StopFromInside.cancelCaller(context.getBundle(), engine);
    }
}
