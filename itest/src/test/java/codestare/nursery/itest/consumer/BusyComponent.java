package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** A component that is active when a hundred tasks run. */
@Component(
        name = "busy",
        service = {},
        immediate = true)
public final class BusyComponent {
    private static final int TASKS = 100;

    @Activate
    public BusyComponent(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery)
            throws InterruptedException {
        CountDownLatch running = new CountDownLatch(TASKS);
        for (int i = 0; i < TASKS; i++) {
            nursery.createTask("busy", () -> {
                running.countDown();
                new CountDownLatch(1).await();
            });
        }
        running.await();
    }
}
