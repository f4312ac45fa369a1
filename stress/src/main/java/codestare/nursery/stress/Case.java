package codestare.nursery.stress;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the cases share: the nursery of one race, and what became of a call. */
abstract class Case {
    static final TaskNurseryFactory FACTORY = Nurseries.factory();

    static {
        // a failure is to be told, and to stop nothing else
        Nurseries.loops().defaultLoop().setExceptionHandler((loop, context) -> {});
    }

    final TaskNursery nursery = FACTORY.open();
    final CountDownLatch go = new CountDownLatch(1);

    /** A task that fails when it is let go. */
    Task<@Nullable Void> failing(String name) {
        return nursery.createTask(name, () -> {
            go.await();
            throw new IllegalStateException(name);
        });
    }

    /** Adds a callback that counts how often it is run. */
    AtomicInteger countingExit() {
        AtomicInteger runs = new AtomicInteger();
        nursery.callback(runs::incrementAndGet);
        return runs;
    }

    /** Creates a task; returns null if it is refused. */
    static <T> @Nullable Task<T> createIn(TaskNursery nursery, Callable<T> body) {
        try {
            return nursery.createTask(body);
        } catch (NurseryClosedException refused) {
            return null;
        }
    }

    /** Whether a task was refused, and if not, whether it has ended. */
    static String fate(@Nullable Task<?> task) {
        return task == null ? "refused" : task.isDone() ? "ended" : "lives";
    }

    /** Closes, and tells how many failures that has thrown. */
    static int failuresOfClose(TaskNursery nursery) {
        try {
            nursery.close();
            return 0;
        } catch (NurseryException told) {
            Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
            all.add(told.getCause());
            Collections.addAll(all, told.getSuppressed());
            return all.size();
        }
    }

    /** Waits for the end of a task; returns its status. */
    static Task.Status ended(Task<?> task) {
        CountDownLatch ended = new CountDownLatch(1);
        task.onDone(done -> ended.countDown());
        waiting(() -> {
            ended.await();
            return null;
        });
        return task.status();
    }

    /** Waits for the result of a task. */
    static Object result(@Nullable Task<?> task) {
        return task == null ? "refused" : waiting(() -> task.get(30, TimeUnit.SECONDS));
    }

    static void join(TaskNursery nursery) {
        waiting(() -> {
            nursery.join();
            return null;
        });
    }

    /** Those who race and judge may throw nothing that is checked. */
    static <T extends @Nullable Object> T waiting(Callable<T> waiting) {
        try {
            return waiting.call();
        } catch (Exception e) {
            throw new IllegalStateException("a wait has failed", e);
        }
    }
}
