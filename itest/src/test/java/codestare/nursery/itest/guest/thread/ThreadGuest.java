package codestare.nursery.itest.guest.thread;

import codestare.nursery.itest.guest.Notes;
import codestare.nursery.itest.guest.Settled;
import codestare.nursery.itest.guest.Work;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Works on an executor, as a careful author does without the nursery: its stop ends the work and waits for the end. */
public final class ThreadGuest implements BundleActivator {
    private final ExecutorService workers = Executors.newCachedThreadPool(action -> {
        Thread thread = new Thread(action, "worker");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void start(BundleContext context) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Work work = Work.ofThisProcess();
        workers.submit(() -> {
            running.countDown();
            work.go();
            return null;
        });
        running.await();
        Notes.whenTheJvmEnds("hook ran");
        Settled.then(context, () -> Notes.note("ready"));
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        Notes.note("bundle stops");
        workers.shutdownNow();
        workers.awaitTermination(10, TimeUnit.SECONDS);
    }
}
