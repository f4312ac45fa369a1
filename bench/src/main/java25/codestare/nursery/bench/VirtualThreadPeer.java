package codestare.nursery.bench;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A virtual thread for each task, and a latch. */
public final class VirtualThreadPeer extends Peer {
    @Override
    public Scope open(int expectedTasks) {
        return new LatchScope(new CountDownLatch(expectedTasks), new ConcurrentLinkedQueue<>());
    }

    @Override
    public void inside(Callable<?> body) throws Exception {
        FutureTask<?> task = new FutureTask<>(body);
        Thread.startVirtualThread(task);
        task.get();
    }

    @Override
    public long skynet(long number, int leaves) throws InterruptedException {
        if (leaves == 1) {
            return number;
        }
        Thread[] below = new Thread[10];
        long[] sums = new long[10];
        for (int i = 0; i < 10; i++) {
            int place = i;
            below[i] = Thread.startVirtualThread(() -> {
                try {
                    sums[place] = skynet(number + (long) place * (leaves / 10), leaves / 10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        long sum = 0;
        for (int i = 0; i < 10; i++) {
            below[i].join();
            sum += sums[i];
        }
        return sum;
    }

    private record LatchScope(CountDownLatch latch, Queue<Thread> threads) implements Scope {
        @Override
        public void create(Work work) {
            Thread thread = Thread.startVirtualThread(() -> {
                work.run();
                latch.countDown();
            });
            if (work.sleepMillis() > 0) {
                // only what may be cancelled is kept
                threads.add(thread);
            }
        }

        @Override
        public void join() throws InterruptedException {
            latch.await();
        }

        @Override
        public void cancel() throws InterruptedException {
            for (Thread thread : threads) {
                thread.interrupt();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
