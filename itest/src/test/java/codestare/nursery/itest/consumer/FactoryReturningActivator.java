package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.itest.probe.Probe;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Opens a nursery by the factory and gives the factory back when its runnable service is called. */
public final class FactoryReturningActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        ServiceReference<TaskNurseryFactory> reference = context.getServiceReference(TaskNurseryFactory.class);
        TaskNurseryFactory factory = context.getService(reference);
        context.registerService(
                Probe.class, new NurseryProbe(factory.open("indexer"), new Services(context).journal()), null);
        context.registerService(Runnable.class, () -> context.ungetService(reference), null);
    }

    @Override
    public void stop(BundleContext context) {}
}
