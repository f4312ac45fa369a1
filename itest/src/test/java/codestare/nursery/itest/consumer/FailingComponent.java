package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Journal;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** A component whose activation starts a task and then throws. */
@Component(
        name = "failing",
        service = {},
        immediate = true)
public final class FailingComponent {
    @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)
    private TaskNursery nursery;

    @Reference
    private Journal journal;

    @Activate
    void activate() throws InterruptedException {
        new NurseryProbe(nursery, journal).start("orphan", Behaviour.WAITS);
        journal.await("orphan runs", Duration.ofSeconds(20));
        throw new IllegalStateException("the activation of the component failed");
    }
}
