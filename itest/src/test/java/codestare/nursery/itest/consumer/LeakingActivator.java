package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves a thread behind that has no code of this bundle in it, but its loader as context class loader. */
public final class LeakingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Journal journal = new Services(context).journal();
        Thread leak = new Thread(journal.untilNoted("leak may end"), "leak");
        leak.setContextClassLoader(LeakingActivator.class.getClassLoader());
        leak.start();
    }

    @Override
    public void stop(BundleContext context) {}
}
