package codestare.nursery.itest.guest.nursery;

import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.itest.guest.Notes;
import codestare.nursery.itest.guest.Settled;
import codestare.nursery.itest.guest.Work;
import codestare.nursery.runtime.NurseryRuntime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Works in a nursery, and closes nothing itself. */
public final class NurseryGuest implements BundleActivator {
    @Override
    public void start(BundleContext context) throws InterruptedException {
        TaskNurseryFactory factory = context.getService(context.getServiceReference(TaskNurseryFactory.class));
        TaskNursery nursery = factory.open("work");
        CountDownLatch running = new CountDownLatch(1);
        Work work = Work.ofThisProcess();
        nursery.createTask("worker", () -> {
            running.countDown();
            work.go();
        });
        running.await();
        Bundle system = context.getBundle(0);
        nursery.callback(() -> Notes.note("exit callback, services are " + (hasServices(system) ? "up" : "gone")));
        Notes.whenTheJvmEnds("hook ran");
        NurseryRuntime runtime = context.getService(context.getServiceReference(NurseryRuntime.class));
        Settled.then(
                context,
                () -> new Thread(() -> {
                            awaitSignals(runtime);
                            Notes.note("ready");
                        })
                        .start());
    }

    /** The framework tells its listeners in no order, and one of the product's takes the signals. */
    private static void awaitSignals(NurseryRuntime runtime) {
        while (runtime.signals().isEmpty()) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Asked of the system bundle, as the context of this one may have ended. */
    private static boolean hasServices(Bundle system) {
        BundleContext context = system.getBundleContext();
        return context != null && context.getServiceReference(TaskNurseryFactory.class) != null;
    }

    @Override
    public void stop(BundleContext context) {
        Notes.note("bundle stops");
    }
}
