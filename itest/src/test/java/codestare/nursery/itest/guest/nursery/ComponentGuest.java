package codestare.nursery.itest.guest.nursery;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.guest.Notes;
import codestare.nursery.itest.guest.Work;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** A component that cannot live without its nursery. */
@Component(service = {})
public final class ComponentGuest {
    @Activate
    public ComponentGuest(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery) {
        nursery.createTask("worker", Work.WAITS::go);
        Notes.note("component activated");
    }

    @Deactivate
    void deactivate() {
        Notes.note("component deactivated");
    }
}
