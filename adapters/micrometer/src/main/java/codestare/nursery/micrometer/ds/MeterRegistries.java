package codestare.nursery.micrometer.ds;

import codestare.nursery.micrometer.NurseryMetrics;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.NurseryRuntime;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Binds the registries that are services, as they come and go. */
@Component(service = {})
public final class MeterRegistries {
    private final BundleContext context;
    private final NurseryRuntime runtime;
    // guarded by this
    private final Map<MeterRegistry, Bound> bound = new HashMap<>();

    /** Called by the component runtime. */
    @Activate
    public MeterRegistries(BundleContext context, @Reference NurseryRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bind(MeterRegistry registry) {
        NurseryMetrics metrics = new NurseryMetrics(runtime);
        metrics.bindTo(registry);
        bound.put(registry, new Bound(metrics, context.registerService(NurseryProbe.class, metrics, null)));
    }

    synchronized void unbind(MeterRegistry registry) {
        Bound gone = bound.remove(registry);
        if (gone != null) {
            gone.end();
        }
    }

    @Deactivate
    synchronized void deactivate() {
        bound.values().forEach(Bound::end);
        bound.clear();
    }

    private record Bound(NurseryMetrics metrics, ServiceRegistration<NurseryProbe> probe) {
        void end() {
            probe.unregister();
            metrics.close();
        }
    }
}
