package codestare.nursery.itest.consumer;

import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Gets a nursery without Declarative Services and never gives it back. */
public final class PlainActivator implements BundleActivator {
    private Journal journal;

    @Override
    public void start(BundleContext context) {
        Services services = new Services(context);
        journal = services.journal();
        journal.note(context.getBundle().getSymbolicName() + " starts");
        context.registerService(Probe.class, new NurseryProbe(services.get(TaskNursery.class), journal), null);
    }

    @Override
    public void stop(BundleContext context) {
        journal.note(context.getBundle().getSymbolicName() + " stops");
    }
}
