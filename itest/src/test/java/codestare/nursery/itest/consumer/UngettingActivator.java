package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Probe;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceObjects;

/** Takes two nurseries of its own and gives the first one back when its runnable service is called. */
public final class UngettingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Services services = new Services(context);
        ServiceObjects<TaskNursery> nurseries =
                context.getServiceObjects(context.getServiceReference(TaskNursery.class));
        TaskNursery first = nurseries.getService();
        context.registerService(
                Probe.class,
                new NurseryProbe(first, services.journal()),
                FrameworkUtil.asDictionary(Map.of("name", "first")));
        context.registerService(
                Probe.class,
                new NurseryProbe(nurseries.getService(), services.journal()),
                FrameworkUtil.asDictionary(Map.of("name", "second")));
        context.registerService(Runnable.class, () -> nurseries.ungetService(first), null);
    }

    @Override
    public void stop(BundleContext context) {}
}
