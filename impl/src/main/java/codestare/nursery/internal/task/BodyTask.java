package codestare.nursery.internal.task;

import codestare.nursery.internal.work.Job;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task that runs a body on a worker. */
public final class BodyTask<T extends @Nullable Object> extends GroupTask<T> implements Job {
    // dropped by the thread that ends the task; read by the worker only
    private volatile @Nullable Callable<T> body;
    // written by the worker before the task runs and after it has ended; volatile: read by those who cancel and by
    // dumps
    private volatile @Nullable Thread runner;

    public BodyTask(@Nullable String name, TaskGroup group, Callable<T> body) {
        super(name, group, false);
        this.body = body;
    }

    @Override
    boolean launch() {
        return site().runTask(this);
    }

    @Override
    public @Nullable ClassLoader contextLoader() {
        return site().loader();
    }

    @Override
    public void run() {
        Callable<T> work = body;
        runner = Thread.currentThread();
        if (!begin() || work == null) {
            runner = null;
            return;
        }
        CurrentTask.Place place = site().current().place();
        // not null where no worker could be started and another task's thread runs this one
        OwnedTask<?> outer = place.task;
        place.task = this;
        try {
            run(work);
        } finally {
            place.task = outer;
            runner = null;
        }
    }

    /** Runs it on a thread that is no worker of ours. */
    public void runHere() {
        run();
        site().current().leaveThread();
    }

    private void run(Callable<T> work) {
        T result;
        try {
            result = work.call();
        } catch (Throwable thrown) {
            body = null;
            endWith(thrown);
            return;
        }
        body = null;
        succeed(result);
    }

    @Override
    void calm() {
        Thread.interrupted();
    }

    @Override
    void tellFailure(Runnable telling) {
        telling.run();
    }

    @Override
    void dropBody() {
        body = null;
    }

    @Override
    void stopRunning() {
        interruptAgain();
    }

    @Override
    public void interruptAgain() {
        Thread thread = runner;
        if (thread != null) {
            interrupt(thread);
        }
    }

    @Override
    public @Nullable Thread runner() {
        return runner;
    }
}
