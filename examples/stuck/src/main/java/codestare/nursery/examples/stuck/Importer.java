package codestare.nursery.examples.stuck;

import codestare.nursery.TaskNursery;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Imports orders that never come, and takes each interrupt for a failed attempt: that is the mistake. */
@Component(service = Importer.class, immediate = true)
public final class Importer {
    private static final int ATTEMPTS = 4;

    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();

    /** Called by the component runtime. */
    @Activate
    public Importer(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) TaskNursery nursery) {
        nursery.createTask("import", this::importOrders);
    }

    private void importOrders() {
        int attempt = 1;
        while (attempt < ATTEMPTS) {
            try {
                orders.take();
            } catch (InterruptedException e) {
                attempt++;
            }
        }
    }
}
