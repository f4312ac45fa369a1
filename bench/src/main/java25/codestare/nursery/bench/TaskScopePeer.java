package codestare.nursery.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** The JDK's scope, a preview in 25. */
public final class TaskScopePeer extends Peer {
    @Override
    public Scope open(int expectedTasks) {
        return new OneScope(StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow()));
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
        try (var scope = StructuredTaskScope.open(Joiner.<Long>awaitAllSuccessfulOrThrow())) {
            List<Subtask<Long>> below = new ArrayList<>(10);
            for (int i = 0; i < 10; i++) {
                long first = number + (long) i * (leaves / 10);
                below.add(scope.fork(() -> skynet(first, leaves / 10)));
            }
            scope.join();
            long sum = 0;
            for (Subtask<Long> task : below) {
                sum += task.get();
            }
            return sum;
        }
    }

    @Override
    public void failure() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Object>awaitAllSuccessfulOrThrow())) {
            scope.fork(() -> {
                Thread.sleep(3_600_000);
                return null;
            });
            scope.fork(() -> {
                throw new Failure();
            });
            scope.join();
        } catch (StructuredTaskScope.FailedException told) {
            return;
        }
        throw new AssertionError("no failure");
    }

    private record OneScope(StructuredTaskScope<Object, Void> scope) implements Scope {
        @Override
        public void create(Work work) {
            scope.fork(work);
        }

        @Override
        public void join() throws InterruptedException {
            scope.join();
            scope.close();
        }

        @Override
        public void cancel() {
            try {
                scope.close();
            } catch (IllegalStateException notJoined) {
                // that is what ends a scope early; it has interrupted and awaited all
            }
        }
    }
}
