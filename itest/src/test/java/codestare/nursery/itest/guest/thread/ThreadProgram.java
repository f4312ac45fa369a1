package codestare.nursery.itest.guest.thread;

import codestare.nursery.itest.guest.Notes;
import codestare.nursery.itest.guest.Work;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A program without a framework that works on an executor. */
public final class ThreadProgram {
    private ThreadProgram() {}

    public static void main(String... arguments) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Work work = Work.ofThisProcess();
        Executors.newCachedThreadPool().submit(() -> {
            running.countDown();
            work.go();
            return null;
        });
        running.await();
        Notes.note("ready");
    }
}
