package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One of two components that share the nursery of their bundle. */
@Component(name = "second", service = Probe.class, property = "name=second", immediate = true)
public final class SecondSharingComponent extends NurseryProbe {
    @Activate
    public SecondSharingComponent(@Reference TaskNursery nursery, @Reference Journal journal) {
        super(nursery, journal);
    }
}
