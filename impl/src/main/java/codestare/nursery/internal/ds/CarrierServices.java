package codestare.nursery.internal.ds;

import codestare.nursery.ContextCarrier;
import codestare.nursery.internal.core.Carriers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Tells the engine which services carry contexts, the highest ranking first. */
final class CarrierServices implements ServiceTrackerCustomizer<ContextCarrier, ContextCarrier> {
    private final BundleContext context;
    private final Carriers carriers;
    // guarded by this
    private final Map<ServiceReference<ContextCarrier>, ContextCarrier> present = new HashMap<>();

    private CarrierServices(BundleContext context, Carriers carriers) {
        this.context = context;
        this.carriers = carriers;
    }

    /** Begins to track; who closes the tracker ends it. */
    static ServiceTracker<ContextCarrier, ContextCarrier> track(BundleContext context, Carriers carriers) {
        ServiceTracker<ContextCarrier, ContextCarrier> tracker =
                new ServiceTracker<>(context, ContextCarrier.class, new CarrierServices(context, carriers));
        tracker.open();
        return tracker;
    }

    @Override
    public synchronized @Nullable ContextCarrier addingService(ServiceReference<ContextCarrier> reference) {
        ContextCarrier carrier = context.getService(reference);
        if (carrier != null) {
            present.put(reference, carrier);
            publish();
        }
        return carrier;
    }

    @Override
    public synchronized void modifiedService(ServiceReference<ContextCarrier> reference, ContextCarrier carrier) {
        // its ranking may be another one
        publish();
    }

    @Override
    public synchronized void removedService(ServiceReference<ContextCarrier> reference, ContextCarrier carrier) {
        present.remove(reference);
        publish();
        context.ungetService(reference);
    }

    private void publish() {
        carriers.set(present.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList());
    }
}
