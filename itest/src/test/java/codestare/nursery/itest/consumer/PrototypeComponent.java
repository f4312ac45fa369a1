package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** A component with a nursery of its own. */
@Component(name = "first", service = Probe.class, property = "name=first", immediate = true)
public final class PrototypeComponent extends NurseryProbe {
    private final String bundle;
    private final Journal journal;

    @Activate
    public PrototypeComponent(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery,
            @Reference Journal journal,
            BundleContext context) {
        super(nursery, journal);
        this.bundle = context.getBundle().getSymbolicName() + " "
                + context.getBundle().getVersion();
        this.journal = journal;
        journal.note(bundle + " activated");
    }

    @Deactivate
    void deactivate() {
        journal.note(bundle + " deactivated");
    }
}
