package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a loop goes on, and for what failure it does not.
 *
 * <pre>
 * running ──begin──▶ stopping ──over──▶ stopped ──leave──▶ gone
 * </pre>
 */
final class LoopEnd {
    private final WorkerLoop loop;
    private final AtomicReference<@Nullable LoopShutdown> shutdown = new AtomicReference<>();
    // what stopped the loop
    private final FailureLog failures;
    // how long anybody waits on the loop; a shutdown limits it
    private final Deadline patience;
    private final Bell bell = new Bell();
    // written by the thread of the shutdown
    private volatile boolean over;
    private volatile boolean gone;

    LoopEnd(WorkerLoop loop) {
        this.loop = loop;
        this.failures = loop.newFailureLog();
        this.patience = loop.tenant().engine().never();
    }

    boolean hasBegun() {
        return shutdown.get() != null;
    }

    boolean isOver() {
        return over;
    }

    /** Whether a failure has stopped the loop, or is about to. */
    boolean isForFailure() {
        LoopShutdown present = shutdown.get();
        return present != null && present.isForFailure();
    }

    /** Begins the shutdown; if one has begun, that takes the earlier of both instants. */
    ShutdownTask begin(ShutdownReason reason, Ending ending) {
        LoopShutdown mine = new LoopShutdown(loop, reason, ending);
        LoopShutdown present = shutdown.compareAndExchange(null, mine);
        if (present == null) {
            patience.limitBy(mine.deadline());
            loop.tenant().stopping(loop);
            mine.begin();
            return mine.task();
        }
        present.hastenTo(ending.deadline());
        return present.task();
    }

    /** Takes note of a failure; returns whether the loop is to stop for it. */
    boolean note(ExceptionContext failure) {
        Task<?> task = failure.task();
        // if its nursery was closing, the failure is told by that close
        boolean stops = !(task instanceof GroupTask<?> own) || own.loop() != loop || own.endsOthers();
        LoopShutdown present = shutdown.get();
        if (present == null ? stops : present.isForFailure()) {
            Throwable exception = failure.exception();
            failures.add(exception == null ? new IllegalStateException(failure.message()) : exception);
        }
        return stops;
    }

    /** The shutdown has ended; who waits for it hears of it when the loop has left. */
    void over() {
        over = true;
    }

    /** Nobody lists the loop any more. */
    void leave() {
        gone = true;
        bell.ring();
    }

    void await() {
        bell.await(this::isGone, Deadline.never());
    }

    void awaitInterruptibly() throws InterruptedException {
        bell.awaitInterruptibly(this::isGone, Deadline.never());
    }

    private boolean isGone() {
        return gone;
    }

    /** The instant until which somebody who has so much time may wait on the loop. */
    Deadline within(Duration time) {
        return patience.within(time);
    }

    /** Throws the failure that stopped the loop, if one did, with another exception suppressed in it. */
    void throwFailure(@Nullable Throwable other) {
        failures.throwAll(loop.subject(), other);
    }
}
