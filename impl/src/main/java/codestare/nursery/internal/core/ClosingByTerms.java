package codestare.nursery.internal.core;

import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.LazySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The close of a nursery that has something to end: by when it must be over, what it is a part of, and what came of it.
 *
 * <pre>
 * begun ──unwind──▶ over ──taken──▶ told
 * </pre>
 */
final class ClosingByTerms extends Closing {
    private final Deadline deadline;
    // dropped when the close is over: it holds the tasks and the thread that closed; volatile: read by who waits
    private volatile @Nullable Ending ending;
    // the ending that asked for this close as a part of it; dropped and read as that
    private volatile @Nullable Ending larger;
    // the close of the parent that this is a part of
    private final @Nullable ClosingByTerms enclosing;
    // whether who closes throws what comes of it; if not, that is kept
    private final boolean thrown;
    // the thread in an exit callback of this close; written by it, volatile: read by who adds to the stack
    private volatile @Nullable Thread inCallback;
    // the threads in others' code that this close and its parts run
    private final LazySet<Thread> threadsInside = new LazySet<>();
    // guarded by this: what nobody has thrown yet
    private List<Throwable> outcome = List.of();
    // whether no error was left; written before over, and published by it
    private boolean quiet;
    private volatile boolean over;

    private ClosingByTerms(
            LoopNursery nursery,
            Ending ending,
            @Nullable Ending larger,
            @Nullable ClosingByTerms enclosing,
            boolean thrown) {
        super(nursery);
        this.deadline = ending.deadline();
        this.ending = ending;
        this.larger = larger;
        this.enclosing = enclosing;
        this.thrown = thrown;
    }

    /** By the owner's own code: exit callbacks run on its thread, and it gets what comes of them. */
    static ClosingByTerms byOwner(LoopNursery nursery, Ending ending) {
        return new ClosingByTerms(nursery, ending, null, null, true);
    }

    /** By the close of the parent, which gets what comes of it. */
    static ClosingByTerms byParent(LoopNursery nursery, Ending ending, ClosingByTerms parent) {
        return new ClosingByTerms(nursery, ending, parent.ending, parent, false);
    }

    /**
     * By the sentinel, a failure, a release or a shutdown: what comes of it is kept for the owner.
     *
     * @param larger the ending of more than this nursery that asks for it, if one does
     */
    static ClosingByTerms byRequest(LoopNursery nursery, Ending ending, @Nullable Ending larger) {
        return new ClosingByTerms(nursery, ending, larger, null, false);
    }

    // ---- for the one who closes

    /** The terms; asked by who unwinds, before it is over. */
    Ending ending() {
        return Objects.requireNonNull(ending, "ending");
    }

    /** Runs an exit callback of this close. */
    boolean inCallback(Callable<Boolean> callback) throws Exception {
        Thread thread = Thread.currentThread();
        inCallback = thread;
        enter(thread);
        try {
            return callback.call();
        } finally {
            leave(thread);
            if (inCallback == thread) {
                inCallback = null;
            }
        }
    }

    /** Takes the word from a callback that is left behind: what it adds from now on is refused. */
    void disownCallback() {
        inCallback = null;
    }

    @Override
    void end(SentinelTask sentinel) {
        Thread thread = Thread.currentThread();
        enter(thread);
        try {
            sentinel.end();
        } finally {
            leave(thread);
        }
    }

    private void enter(Thread thread) {
        forEachEnclosing(closing -> closing.threadsInside.add(thread));
    }

    private void leave(Thread thread) {
        forEachEnclosing(closing -> closing.threadsInside.remove(thread));
    }

    private void forEachEnclosing(Consumer<ClosingByTerms> action) {
        for (ClosingByTerms at = this; at != null; at = at.enclosing) {
            action.accept(at);
        }
    }

    /** This close and those that it is a part of. */
    List<Closing> withEnclosing() {
        List<Closing> all = new ArrayList<>();
        forEachEnclosing(all::add);
        return all;
    }

    void finish(List<Throwable> result) {
        synchronized (this) {
            quiet = result.isEmpty();
            outcome = thrown ? List.of() : List.copyOf(result);
            over = true;
            ending = null;
            larger = null;
        }
        ringHere();
    }

    // ---- for the others

    @Override
    boolean isQuiet() {
        return over && quiet;
    }

    @Override
    Deadline deadline() {
        return deadline;
    }

    @Override
    void limitBy(Deadline other) {
        deadline.limitBy(other);
    }

    @Override
    boolean isInCallback() {
        return inCallback == Thread.currentThread();
    }

    @Override
    boolean isAround(Thread thread) {
        return threadsInside.contains(thread);
    }

    @Override
    synchronized List<Throwable> takeOutcome() {
        List<Throwable> taken = outcome;
        outcome = List.of();
        return taken;
    }

    @Override
    List<Throwable> takeForParent(Closing parent) {
        FailureLog failures = nursery().stack().failures();
        return enclosing == parent
                ? takeOutcome().stream()
                        .filter(failure -> !failures.isTold(failure))
                        .toList()
                : List.of();
    }

    @Override
    boolean await(@Nullable OwnedTask<?> waiter) {
        Ending terms = ending;
        if (terms == null) {
            return true;
        }
        Awaited before = OwnedTask.waiting(waiter, this);
        try {
            return terms.await(room().bell(), () -> over);
        } finally {
            OwnedTask.waiting(waiter, before);
        }
    }

    /**
     * Waits by the instant of the larger ending if that asked for this close, as this one leaves behind in time what does not
     * end; by its own instant if this is somebody else's close, which may be stuck on the thread of the owner: that has come
     * nearer if the larger one is earlier, and is not given anew to each who waits.
     */
    @Override
    boolean await(Ending waiting) {
        Ending terms = waiting == larger ? waiting : ending;
        return terms == null || terms.await(room().bell(), () -> over || isAround(waiting.thread()));
    }
}
