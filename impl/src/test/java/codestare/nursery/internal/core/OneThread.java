package codestare.nursery.internal.core;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadSupply;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A loop that has one thread and gets no other, held until {@link #go}: what is started before waits, and then runs on that
 * thread, one after the other.
 */
final class OneThread implements AutoCloseable {
    private final Ground ground;
    private final ThreadSupply supply;
    private final WorkerLoop loop;
    private final CountDownLatch release = new CountDownLatch(1);

    OneThread(Ground ground) {
        this(ground, new ThreadSupply(ground.kind()));
    }

    OneThread(Ground ground, ThreadSupply supply) {
        this.ground = ground;
        this.supply = supply;
        this.loop = new WorkerLoop(ground.tenant(), "one", supply.pool("one"));
        supply.limitTo(1);
        CountDownLatch begun = new CountDownLatch(1);
        loop.createTask("holder", () -> {
            begun.countDown();
            Ground.awaitStubbornly(release);
            return null;
        });
        Ground.await(begun);
    }

    WorkerLoop loop() {
        return loop;
    }

    TaskNursery open(String name) {
        return ground.factory().open(name, loop);
    }

    /** Lets the thread take the next task. */
    void go() {
        release.countDown();
    }

    /** Lets the thread run everything, to its end. */
    void run() throws InterruptedException {
        go();
        supply.awaitNoThread();
    }

    List<Thread> threads() {
        return supply.made();
    }

    @Override
    public void close() {
        go();
        loop.stop();
        loop.end().await();
    }
}
