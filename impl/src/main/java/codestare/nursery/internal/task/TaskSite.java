package codestare.nursery.internal.task;

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

    public TaskSite(WorkerPool pool, CurrentTask current, @Nullable ClassLoader loader, BooleanSupplier fresh) {
        this.pool = pool;
        this.current = current;
        this.loader = loader;
        this.fresh = fresh;
    }

    public CurrentTask current() {
        return current;
    }

    @Nullable
    ClassLoader loader() {
        return loader;
    }

    boolean runTask(Job task) {
        return fresh.getAsBoolean() ? pool.startFresh(task) : pool.submit(task);
    }

    /** Runs something on a worker; on the caller's thread if there can be none. */
    public void execute(String name, Runnable work) {
        Job job = Jobs.of(name, loader, work);
        if (!pool.submit(job)) {
            job.run();
        }
    }
}
