package codestare.nursery.internal.task;

import codestare.nursery.internal.work.Job;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task that runs a body on a worker. */
public final class BodyTask<T extends @Nullable Object> extends GroupTask<T> implements Job {
    private static final VarHandle RUNNER;

    static {
        try {
            RUNNER = MethodHandles.lookup().findVarHandle(BodyTask.class, "runner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // read and dropped by the thread that the table of states lets run the task, or end it before it began
    private @Nullable Callable<T> body;
    // written through RUNNER by the worker, before the task begins and after it has ended; read by those who cancel and
    // by
    // dumps. The change of state that goes with it publishes it
    @SuppressWarnings("UnusedVariable") // through RUNNER
    private @Nullable Thread runner;

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
        RUNNER.setOpaque(this, Thread.currentThread());
        if (!begin()) {
            RUNNER.setOpaque(this, null);
            return;
        }
        Callable<T> work = Objects.requireNonNull(body);
        CurrentTask.Place place = site().current().place();
        // not null where no worker could be started and another task's thread runs this one
        OwnedTask<?> outer = place.task;
        place.task = this;
        try {
            run(work);
        } finally {
            place.task = outer;
            RUNNER.setOpaque(this, null);
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
        Thread thread = runner();
        if (thread != null) {
            interrupt(thread);
        }
    }

    @Override
    public @Nullable Thread runner() {
        return (Thread) RUNNER.getOpaque(this);
    }
}
