package codestare.nursery.bench;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryException;
import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What all this is about. */
public final class NurseryPeer extends Peer {
    private final TaskNurseryFactory factory = Nurseries.factory();
    private final NurseryOptions options;
    private final TaskLoop loop = Nurseries.loops().defaultLoop();

    public NurseryPeer(boolean fresh) {
        // a close of very many sleepers takes its time, and nobody is to be left behind here
        options = NurseryOptions.defaults().withFreshThreads(fresh).withGrace(Duration.ofMinutes(5));
        // a failure is to be told, not to stop the loop
        loop.setExceptionHandler((failed, context) -> {});
    }

    @Override
    public Scope open(int expectedTasks) {
        return new NurseryScope(factory.open(options));
    }

    @Override
    public void inside(Callable<?> body) throws Exception {
        factory.call("inside", nursery -> nursery.createTask(body).get());
    }

    @Override
    public long skynet(long number, int leaves) throws Exception {
        if (leaves == 1) {
            return number;
        }
        try (TaskNursery nursery = factory.open(options)) {
            List<Task<Long>> below = new ArrayList<>(10);
            for (int i = 0; i < 10; i++) {
                long first = number + (long) i * (leaves / 10);
                below.add(nursery.createTask(() -> skynet(first, leaves / 10)));
            }
            nursery.join();
            long sum = 0;
            for (Task<Long> task : below) {
                sum += task.resultNow();
            }
            return sum;
        }
    }

    @Override
    public void failure() throws Exception {
        try (TaskNursery nursery = factory.open(options)) {
            nursery.createTask(() -> Thread.sleep(3_600_000));
            nursery.createTask(() -> {
                throw new Failure();
            });
            nursery.join();
        } catch (NurseryException told) {
            return;
        }
        throw new AssertionError("no failure");
    }

    private record NurseryScope(TaskNursery nursery) implements Scope {
        @Override
        public void create(Work work) {
            nursery.createTask(work);
        }

        @Override
        public void join() throws InterruptedException {
            nursery.join();
            nursery.close();
        }

        @Override
        public void cancel() {
            nursery.close();
        }
    }
}
