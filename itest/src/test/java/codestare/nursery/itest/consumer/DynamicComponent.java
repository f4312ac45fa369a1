package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
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
import org.osgi.service.component.annotations.ReferenceScope;

/** A component that lives on while its nursery goes and another one comes. */
@Component(
        name = "dynamic",
        service = {},
        immediate = true)
public final class DynamicComponent {
    private final BundleContext context;
    private final Journal journal;
    // guarded by this
    private final Map<TaskNursery, ServiceRegistration<Probe>> probes = new HashMap<>();

    @Activate
    public DynamicComponent(BundleContext context, @Reference Journal journal) {
        this.context = context;
        this.journal = journal;
        journal.note("dynamic activated");
    }

    @Reference(
            scope = ReferenceScope.PROTOTYPE_REQUIRED,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void bind(TaskNursery nursery) {
        probes.put(nursery, context.registerService(Probe.class, new NurseryProbe(nursery, journal), null));
        journal.note("dynamic has a nursery");
    }

    synchronized void unbind(TaskNursery nursery) {
        probes.remove(nursery).unregister();
        journal.note("dynamic has no nursery");
    }

    @Deactivate
    void deactivate() {
        journal.note("dynamic deactivated");
    }
}
