package codestare.nursery.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** The floor: tasks that must not block, with nobody who owns them. */
public final class ForkJoinPeer extends Peer {
    private final ForkJoinPool pool = new ForkJoinPool();

    @Override
    public Scope open(int expectedTasks) {
        return new PoolScope(pool, new ArrayList<>(expectedTasks));
    }

    @Override
    public void inside(Callable<?> body) {
        pool.submit(body).join();
    }

    @Override
    public long skynet(long number, int leaves) {
        if (leaves == 1) {
            return number;
        }
        List<ForkJoinTask<Long>> below = new ArrayList<>(10);
        for (int i = 0; i < 10; i++) {
            long first = number + (long) i * (leaves / 10);
            below.add(ForkJoinTask.adapt(() -> skynet(first, leaves / 10)));
        }
        return ForkJoinTask.invokeAll(below).stream()
                .mapToLong(task -> Objects.requireNonNull(task.join()))
                .sum();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private record PoolScope(ForkJoinPool pool, List<ForkJoinTask<?>> tasks) implements Scope {
        @Override
        public void create(Work work) {
            ForkJoinTask<?> task = ForkJoinTask.adapt(work);
            tasks.add(ForkJoinTask.inForkJoinPool() ? task.fork() : pool.submit(task));
        }

        @Override
        public void join() {
            for (int i = tasks.size() - 1; i >= 0; i--) {
                tasks.get(i).join();
            }
        }
    }
}
