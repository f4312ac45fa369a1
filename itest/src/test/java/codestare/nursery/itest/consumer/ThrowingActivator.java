package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Probe;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Gets a nursery, never gives it back, and fails as it stops. */
public final class ThrowingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Services services = new Services(context);
        context.registerService(
                Probe.class, new NurseryProbe(services.get(TaskNursery.class), services.journal()), null);
    }

    @Override
    public void stop(BundleContext context) {
        throw new IllegalStateException("the activator of the consumer failed");
    }
}
