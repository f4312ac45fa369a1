package codestare.nursery.itest.guest.nursery;

import codestare.nursery.Nurseries;
import codestare.nursery.TaskNursery;
import codestare.nursery.itest.guest.Notes;
import codestare.nursery.itest.guest.Work;
import java.util.concurrent.CountDownLatch;

/** A program without a framework that works in a nursery. */
public final class NurseryProgram {
    private NurseryProgram() {}

    public static void main(String... arguments) throws InterruptedException {
        TaskNursery nursery = Nurseries.factory().open("work");
        CountDownLatch running = new CountDownLatch(1);
        Work work = Work.ofThisProcess();
        nursery.createTask("worker", () -> {
            running.countDown();
            work.go();
        });
        running.await();
        nursery.callback(() -> Notes.note("exit callback, services are up"));
        Notes.note("ready");
        Nurseries.loops().defaultLoop().runForever();
    }
}
