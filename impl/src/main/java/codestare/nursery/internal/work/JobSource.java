package codestare.nursery.internal.work;

import codestare.nursery.internal.roster.Taker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that are ready, in a row, from which any number of workers take.
 *
 * <p>Who makes one ready calls {@link WorkerPool#wake} afterwards. A source stands in the queue of its pool at most once:
 *
 * <pre>
 * idle ──a job is ready──▶ queued ──a worker finds none──▶ idle
 * </pre>
 */
public abstract class JobSource {
    private static final VarHandle QUEUED;

    static {
        try {
            QUEUED = MethodHandles.lookup().findVarHandle(JobSource.class, "queued", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // set through QUEUED by who queues this; taken back by the worker that has taken this out of the queue
    private volatile boolean queued;

    /** Takes a ready job, which is then the caller's to run; null if there is none. */
    protected abstract @Nullable Job take(Taker taker);

    /** Whether a job may be ready that nobody has taken; true at least where one was made ready before this was called. */
    protected abstract boolean mayHaveMore(Taker taker);

    /** Whether the caller is to put this into the queue. */
    final boolean claimQueueing() {
        return !queued && QUEUED.compareAndSet(this, false, true);
    }

    /** Called by who has taken this out of the queue; has the fence that a look for jobs made ready meanwhile needs. */
    final void unqueued() {
        QUEUED.setVolatile(this, false);
    }
}
