package codestare.nursery.internal.plain;

import codestare.nursery.ContextCarrier;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;

/** Carries what is registered with Micrometer's context propagation. */
public final class MicrometerCarrier implements ContextCarrier {
    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().clearMissing(true).build();

    @Override
    public <T> Callable<T> carry(Callable<T> body) {
        return snapshots.captureAll().wrap(body);
    }
}
