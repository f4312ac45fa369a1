package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.runtime.TaskCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * A process that runs tasks through one nursery after the other, a million each, and compares the counts of operators with
 * those of the tasks.
 *
 * <p>The arguments are the number of nurseries and the file for the samples.
 */
public final class TaskFlood {
    static final int TASKS_OF_A_NURSERY = 1_000_000;
    static final String BETWEEN = "between two nurseries";

    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);
    /** Of each of the two kinds that end otherwise. */
    private static final int FAILING = 500;

    private final LongAdder ended = new LongAdder();
    private final LongAdder thrown = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final CountDownLatch never = new CountDownLatch(1);
    private long cancelled;

    private TaskFlood() {}

    public static void main(String... args) {
        try (Sampler sampler = new Sampler(Path.of(args[1]))) {
            new TaskFlood().run(Long.parseLong(args[0]), sampler);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void run(long nurseries, Sampler sampler) throws Exception {
        // a failure is counted, and stops nothing
        Nurseries.loops().defaultLoop().setExceptionHandler((loop, failure) -> told.increment());
        sampler.every(BETWEEN_SAMPLES, "tasks run");
        for (long i = 1; i <= nurseries; i++) {
            runMillion();
            if (i % 10 == 0 || i == nurseries) {
                sampler.sample(BETWEEN);
            }
        }
        assertThat(Nurseries.runtime().counts())
                .isEqualTo(new TaskCounts(
                        nurseries * TASKS_OF_A_NURSERY,
                        nurseries * (TASKS_OF_A_NURSERY - 2 * FAILING),
                        nurseries * FAILING,
                        nurseries * FAILING,
                        0,
                        0));
        assertThat(ended.sum())
                .as("bodies that came to their end")
                .isEqualTo(nurseries * (TASKS_OF_A_NURSERY - 2 * FAILING));
        assertThat(thrown.sum()).as("bodies that threw").isEqualTo(nurseries * FAILING);
        assertThat(told.sum()).as("failures that the handler was told").isEqualTo(nurseries * FAILING);
        assertThat(cancelled).as("cancelled").isEqualTo(nurseries * FAILING);
        System.out.println("note: " + Nurseries.runtime().counts());
    }

    private void runMillion() throws InterruptedException {
        TaskNursery nursery = Nurseries.factory().open();
        for (int i = 0; i < TASKS_OF_A_NURSERY - 2 * FAILING; i++) {
            nursery.createTask(ended::increment);
        }
        nursery.join();
        cancelSome(nursery);
        failSome(nursery);
        try {
            nursery.close();
            throw new AssertionError("no failure");
        } catch (NurseryException expected) {
            // has no more than some of them
        }
    }

    private void cancelSome(TaskNursery nursery) throws InterruptedException {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < FAILING; i++) {
            Task<?> task = nursery.createTask(() -> never.await());
            tasks.add(task);
            task.cancel("one of " + FAILING);
        }
        for (Task<?> task : tasks) {
            try {
                task.get();
            } catch (CancellationException e) {
                cancelled++;
            } catch (ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void failSome(TaskNursery nursery) throws InterruptedException {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < FAILING; i++) {
            tasks.add(nursery.createTask(() -> {
                thrown.increment();
                throw new IllegalStateException("one of " + FAILING);
            }));
        }
        for (Task<?> task : tasks) {
            try {
                task.get();
                throw new AssertionError(task + " has not failed");
            } catch (ExecutionException expected) {
                // counted where it was thrown
            }
        }
    }
}
