package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Another component of the same bundle with a nursery of its own. */
@Component(name = "second", service = Probe.class, property = "name=second", immediate = true)
public final class SecondPrototypeComponent extends NurseryProbe {
    @Activate
    public SecondPrototypeComponent(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery, @Reference Journal journal) {
        super(nursery, journal);
    }
}
