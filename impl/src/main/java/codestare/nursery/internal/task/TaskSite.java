package codestare.nursery.internal.task;

import codestare.nursery.internal.watch.Probes;
import codestare.nursery.internal.work.Job;
import codestare.nursery.internal.work.Jobs;
import codestare.nursery.internal.work.WorkerPool;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where tasks run: on which workers, with which context class loader, and whether each has a thread of its own. */
public final class TaskSite {
    private final WorkerPool pool;
    private final CurrentTask current;
    private final @Nullable ClassLoader loader;
    private final BooleanSupplier fresh;
    private final Probes probes;
    private final String user;

    /** @param user whose tasks they are, as operators call it */
    public TaskSite(
            WorkerPool pool,
            CurrentTask current,
            @Nullable ClassLoader loader,
            BooleanSupplier fresh,
            Probes probes,
            String user) {
        this.pool = pool;
        this.current = current;
        this.loader = loader;
        this.fresh = fresh;
        this.probes = probes;
        this.user = user;
    }

    public CurrentTask current() {
        return current;
    }

    Probes probes() {
        return probes;
    }

    String user() {
        return user;
    }

    @Nullable
    ClassLoader loader() {
        return loader;
    }

    /** Whether each task has a thread of its own. */
    boolean isFresh() {
        return fresh.getAsBoolean();
    }

    WorkerPool pool() {
        return pool;
    }

    /** The same site for tasks that must not wait until another one ends: each has a thread of its own, or none. */
    public TaskSite fresh() {
        return new TaskSite(pool, current, loader, () -> true, probes, user);
    }

    /**
     * Runs something that tasks may be waiting for, on a thread of its own; on the caller's if there can be none.
     *
     * <p>Not by the queue: where no thread can be started, it would wait for a task that waits for it.
     */
    public void execute(String name, Runnable work) {
        Job job = Jobs.of(name, loader, work);
        if (!pool.startFresh(job)) {
            job.run();
        }
    }
}
