package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.TaskFailure;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers a listener that notes which loops are made, and throws when a task fails. */
public final class ListeningActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Services services = new Services(context);
        Journal journal = services.journal();
        context.registerService(
                NurseryListener.class,
                new NurseryListener() {
                    @Override
                    public void loopMade(LoopSnapshot loop) {
                        journal.note("listener heard of " + loop.name());
                    }

                    @Override
                    public void taskFailed(TaskFailure failure) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                null);
        context.registerService(BundleView.class, new ServicesView(services, journal), null);
    }

    @Override
    public void stop(BundleContext context) {}
}
