package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Journal;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** A component whose constructor starts a task and then throws. */
@Component(
        name = "crashing",
        service = {},
        immediate = true)
public final class CrashingComponent {
    @Activate
    public CrashingComponent(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery, @Reference Journal journal)
            throws InterruptedException {
        nursery.callback(() -> journal.note("nursery of the crashed component closes"));
        new NurseryProbe(nursery, journal).start("orphan", Behaviour.WAITS);
        journal.await("orphan runs", Duration.ofSeconds(20));
        throw new IllegalStateException("the constructor of the component failed");
    }
}
