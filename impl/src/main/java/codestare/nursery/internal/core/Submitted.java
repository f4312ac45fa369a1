package codestare.nursery.internal.core;

import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.Interruptions;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of a command: it takes the command's exception, of which the nursery hears nothing, and is cancelled with the
 * task that runs it, as the task is with it.
 */
final class Submitted<T extends @Nullable Object> extends FutureTask<T> {
    private final Consumer<? super Submitted<T>> whenDone;
    // written by who starts the task; volatile: read by who cancels
    private volatile @Nullable GroupTask<?> task;
    // written by who cancels: true if the task may be interrupted; volatile: read by who starts the task
    private volatile @Nullable Boolean cancelled;

    Submitted(Callable<T> body, Consumer<? super Submitted<T>> whenDone) {
        super(body);
        this.whenDone = whenDone;
    }

    /** Notes the task that runs this. */
    void runsAs(GroupTask<?> runner) {
        task = runner;
        Boolean asked = cancelled;
        if (asked != null) {
            runner.cancel(asked);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // the task sends the interrupt: so it cannot reach another one
        if (!super.cancel(false)) {
            return false;
        }
        cancelled = mayInterruptIfRunning;
        GroupTask<?> runner = task;
        if (runner != null) {
            runner.cancel(mayInterruptIfRunning);
        }
        return true;
    }

    @Override
    protected void setException(Throwable thrown) {
        GroupTask<?> runner = task;
        if (runner != null && runner.isCancelRequested() && Interruptions.isOne(thrown)) {
            super.cancel(false);
        } else {
            super.setException(thrown);
        }
    }

    @Override
    protected void done() {
        whenDone.accept(this);
    }
}
