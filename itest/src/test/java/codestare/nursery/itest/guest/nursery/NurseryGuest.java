package codestare.nursery.itest.guest.nursery;

import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.itest.guest.Notes;
import codestare.nursery.itest.guest.Settled;
import codestare.nursery.itest.guest.Work;
import java.util.concurrent.CountDownLatch;
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
        CountDownLatch ready = new CountDownLatch(1);
        Work work = Work.ofThisProcess();
        nursery.createTask("worker", () -> {
            running.countDown();
            work.go(ready);
        });
        running.await();
        Bundle system = context.getBundle(0);
        nursery.callback(() -> Notes.note("exit callback, services are " + (hasServices(system) ? "up" : "gone")));
        Notes.whenTheJvmEnds("hook ran");
        Settled.then(context, () -> {
            Notes.note("ready");
            ready.countDown();
        });
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
