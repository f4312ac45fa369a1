package codestare.nursery.internal.core;

import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.watch.Probes;
import codestare.nursery.internal.work.Deadline;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways to close a nursery: by its owner, by its sentinel, on request, as a part of its parent. The first one does it. */
final class Closer {
    private final LoopNursery nursery;
    private final WorkerLoop loop;

    Closer(LoopNursery nursery, WorkerLoop loop) {
        this.nursery = nursery;
        this.loop = loop;
    }

    Ending ending(String reason) {
        return ending(reason, Ending.here(loop.current()));
    }

    private Ending ending(String reason, Set<? extends OwnedTask<?>> callers) {
        return Ending.byThisThread(reason, deadline(), callers, loop.stragglers());
    }

    /** The instant of a close that begins now. */
    Deadline deadline() {
        return loop.tenant().engine().deadline(nursery.grace());
    }

    // ---- by the owner

    /** Closes and throws what came of it. */
    void close() {
        ClosingOfNothing mine = new ClosingOfNothing(nursery);
        if (nursery.stack().sealIfIdle(nursery, mine)) {
            endOfNothing();
        } else {
            throwAll(closeAsOwner(null));
        }
    }

    private void endOfNothing() {
        Probes.Marks marks = closeBegins();
        try {
            wakeBodyOfAnother();
            nursery.end();
        } finally {
            closeEnded(marks);
        }
    }

    private Probes.@Nullable Marks closeBegins() {
        Probes probes = loop.watch().probes();
        return probes.any() ? probes.closeBegins() : null;
    }

    private void closeEnded(Probes.@Nullable Marks marks) {
        if (marks != null && marks.isWanted()) {
            loop.watch()
                    .probes()
                    .closeEnded(
                            marks,
                            nursery.shownName(),
                            loop.name(),
                            loop.tenant().owner(),
                            nursery.stack().crowd().created());
        }
    }

    /** Closes after the body of {@code call} and throws what is left of its error. */
    void closeAfter(@Nullable Throwable body) throws Exception {
        CurrentError left = closeAsOwner(body);
        Throwable ofBody = left.ofBody();
        if (ofBody != null) {
            FailureLog.throwIt(ofBody);
        }
        throwAll(left);
    }

    private void throwAll(CurrentError error) {
        List<Throwable> all = error.all();
        if (!all.isEmpty()) {
            FailureLog.throwIt(nursery.stack().failures().toThrow(nursery.subject(), all));
        }
    }

    /** Closes with what the body threw; returns what is left of that and what has come to it and was not thrown yet. */
    private CurrentError closeAsOwner(@Nullable Throwable body) {
        CurrentError error = new CurrentError(body);
        ClosingByTerms mine = ClosingByTerms.byOwner(nursery, ending(nursery.subject() + " closes"));
        Closing closing = begin(mine);
        if (closing == mine) {
            unwind(mine, error, true);
        } else if (!closing.isAround(Thread.currentThread())) {
            closing.await(loop.current().get());
            error.join(closing.takeOutcome());
        }
        error.forget(nursery.stack().failures()::isTold);
        return error;
    }

    // ---- by others

    void closeBySentinel(String reason) {
        // a child that cancels the sentinel is cancelled like the others
        ClosingByTerms mine = ClosingByTerms.byRequest(nursery, ending(reason, Set.of()), null);
        if (begin(mine) == mine) {
            // also when the body itself cancels the sentinel: the close is not its own
            wakeBody();
            unwindOnWorker(mine, loop);
        }
    }

    /**
     * Closes for a release or a shutdown, on a thread of the house; returns the close, which may be another's that is under
     * way already and takes the earlier of both instants.
     */
    Closing closeByRequest(Ending larger) {
        ClosingByTerms mine = ClosingByTerms.byRequest(nursery, larger.within(nursery.grace()), larger);
        Closing closing = begin(mine);
        if (closing == mine) {
            unwindOnWorker(mine, loop.house());
        } else {
            closing.limitBy(larger.deadline());
        }
        return closing;
    }

    /** Closes as a part of the parent's close. */
    Closing closeAsPart(ClosingByTerms parent, boolean inline) {
        ClosingByTerms mine = ClosingByTerms.byParent(nursery, parent.ending().within(nursery.grace()), parent);
        Closing closing = begin(mine);
        if (closing != mine) {
            closing.limitBy(parent.ending().deadline());
        } else if (inline) {
            unwind(mine, new CurrentError(null), true);
        } else {
            unwindOnWorker(mine, loop);
        }
        return closing;
    }

    private Closing begin(ClosingByTerms mine) {
        Closing closing;
        do {
            // null while popAll hands the stack on; then the nursery has another one
            closing = nursery.stack().begin(nursery, mine);
        } while (closing == null);
        if (closing == mine) {
            wakeBodyOfAnother();
        }
        return closing;
    }

    private void unwindOnWorker(ClosingByTerms mine, WorkerLoop on) {
        on.execute("close:" + nursery.shownName(), () -> unwind(mine, new CurrentError(null), false));
    }

    private void unwind(ClosingByTerms mine, CurrentError error, boolean inline) {
        Probes.Marks marks = closeBegins();
        Unwinding unwinding = new Unwinding(nursery.stack(), mine, error, inline);
        try {
            unwinding.run();
        } finally {
            nursery.end();
            // those who join further up wait no more for what it may have left behind
            nursery.ring();
            mine.finish(error.all());
            closeEnded(marks);
            unwinding.giveInterruptBack();
        }
    }

    // ---- the body of call

    /** Lets a guard interrupt the body when a child fails or somebody else closes; null when the body has ended. */
    void guardBody(@Nullable BodyGuard bodyGuard) {
        nursery.guardBody(bodyGuard);
    }

    /** Whether the close is over and its exit callbacks have suppressed what came of it. */
    boolean isAllSuppressed() {
        Closing closing = nursery.stack().closing();
        return closing != null && closing.isQuiet();
    }

    /** The calling thread is about to throw the failure of a child: the body need not be told by an interrupt any more. */
    void tellBody() {
        BodyGuard present = nursery.guard();
        if (present != null && present.thread() == Thread.currentThread()) {
            present.end();
        }
    }

    /** Wakes the body unless it is the one that calls: then nobody else closes. */
    void wakeBodyOfAnother() {
        BodyGuard present = nursery.guard();
        if (present != null && present.thread() != Thread.currentThread()) {
            present.wake();
        }
    }

    void wakeBody() {
        BodyGuard present = nursery.guard();
        if (present != null) {
            present.wake();
        }
    }
}
