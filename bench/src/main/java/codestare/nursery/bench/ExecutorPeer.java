package codestare.nursery.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** An executor, a latch, and nobody who owns the tasks. */
public class ExecutorPeer extends Peer {
    private final ExecutorService executor;

    public ExecutorPeer(Supplier<ExecutorService> executor) {
        this.executor = executor.get();
    }

    @Override
    public Scope open(int expectedTasks) {
        return new LatchScope(executor, new CountDownLatch(expectedTasks), new ConcurrentLinkedQueue<>());
    }

    @Override
    public void inside(Callable<?> body) throws Exception {
        executor.submit(body).get();
    }

    @Override
    public long skynet(long number, int leaves) throws Exception {
        if (leaves == 1) {
            return number;
        }
        List<Future<Long>> below = new ArrayList<>(10);
        for (int i = 0; i < 10; i++) {
            long first = number + (long) i * (leaves / 10);
            below.add(executor.submit(() -> skynet(first, leaves / 10)));
        }
        long sum = 0;
        for (Future<Long> task : below) {
            sum += task.get();
        }
        return sum;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private record LatchScope(ExecutorService executor, CountDownLatch latch, ConcurrentLinkedQueue<Future<?>> tasks)
            implements Scope {
        @Override
        public void create(Work work) {
            Future<?> task = executor.submit(() -> {
                try {
                    work.run();
                } finally {
                    latch.countDown();
                }
            });
            if (work.sleepMillis() > 0) {
                // only what may be cancelled is kept
                tasks.add(task);
            }
        }

        @Override
        public void join() throws InterruptedException {
            latch.await();
        }

        @Override
        public void cancel() throws InterruptedException {
            tasks.forEach(task -> task.cancel(true));
            latch.await();
        }
    }
}
