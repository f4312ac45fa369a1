package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import java.time.Duration;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import sun.misc.Signal;

/** Does not come to the end of its start before the framework stops, or the JVM gets WINCH, which does nothing by itself. */
public final class SlowActivator implements BundleActivator {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public void start(BundleContext context) throws InterruptedException {
        Journal journal = new Services(context).journal();
        SynchronousBundleListener stop = event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
                journal.note("go on");
            }
        };
        context.addBundleListener(stop);
        Signal.handle(new Signal("WINCH"), signal -> journal.note("go on"));
        journal.note("slow start begins");
        journal.await("go on", LIMIT);
        journal.note("slow start ends");
    }

    @Override
    public void stop(BundleContext context) {}
}
