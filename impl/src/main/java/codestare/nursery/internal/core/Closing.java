package codestare.nursery.internal.core;

import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.Waitable;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.LazySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one close of a nursery: who began it, by when it must be over, and what came of it.
 *
 * <pre>
 * begun ──unwind──▶ over ──taken──▶ told
 * </pre>
 */
final class Closing extends Waitable {
    private enum By {
        /** The owner's own code: exit callbacks run on its thread, and it gets what comes of them. */
        OWNER,
        /** The close of the parent, which gets what comes of it. */
        PARENT,
        /** The sentinel, a failure, a release or a shutdown: what comes of it is kept for the owner. */
        REQUEST
    }

    private final LoopNursery nursery;
    // null where there is nothing to end
    private final @Nullable Deadline deadline;
    // dropped when the close is over: it holds the tasks and the thread that closed; volatile: read by who waits
    private volatile @Nullable Ending ending;
    // the ending that asked for this close as a part of it; dropped and read as that
    private volatile @Nullable Ending larger;
    private final By by;
    private final @Nullable Closing enclosing;
    // the thread in an exit callback of this close; written by it, volatile: read by who adds to the stack
    private volatile @Nullable Thread inCallback;
    // the threads in exit callbacks of this close and of its parts
    private final LazySet<Thread> threadsInside = new LazySet<>();
    // guarded by this: what nobody has thrown yet
    private List<Throwable> outcome = List.of();
    // whether no error was left; written before over, and published by it
    private boolean quiet;
    private volatile boolean over;

    private Closing(
            LoopNursery nursery, @Nullable Ending ending, @Nullable Ending larger, By by, @Nullable Closing enclosing) {
        this.nursery = nursery;
        this.quiet = ending == null;
        if (ending == null) {
            // spares the fences
            this.deadline = null;
        } else {
            this.deadline = ending.deadline();
            this.ending = ending;
            this.larger = larger;
        }
        this.by = by;
        this.enclosing = enclosing;
    }

    static Closing byOwner(LoopNursery nursery, Ending ending) {
        return new Closing(nursery, ending, null, By.OWNER, null);
    }

    static Closing byParent(LoopNursery nursery, Ending ending, Closing parent) {
        return new Closing(nursery, ending, parent.ending, By.PARENT, parent);
    }

    /** @param larger the ending of more than this nursery that asks for it, if one does */
    static Closing byRequest(LoopNursery nursery, Ending ending, @Nullable Ending larger) {
        return new Closing(nursery, ending, larger, By.REQUEST, null);
    }

    /** The close, by its owner, of a nursery that has nothing to end. */
    static Closing ofNothing(LoopNursery nursery) {
        return new Closing(nursery, null, null, By.OWNER, null);
    }

    LoopNursery nursery() {
        return nursery;
    }

    /** The terms; asked by who unwinds, before it is over. */
    Ending ending() {
        return Objects.requireNonNull(ending, "ending");
    }

    /** The instant of this close, also when it is over; none where there was nothing to end. */
    Deadline deadline() {
        return deadline == null ? Deadline.never() : deadline;
    }

    /** Makes the instant of this close come no later than another one. */
    void limitBy(Deadline other) {
        if (deadline != null) {
            deadline.limitBy(other);
        }
    }

    /** Where there was nothing to end, it is over as soon as the nursery is closed. */
    boolean isOver() {
        return over || (deadline == null && nursery.isClosed());
    }

    /** Whether it is over and no error was left at its end. */
    boolean isQuiet() {
        return isOver() && quiet;
    }

    /** Whether the calling thread is in an exit callback of this close: then it may add to the stack. */
    boolean isInCallback() {
        return inCallback == Thread.currentThread();
    }

    /** Whether the calling thread is in an exit callback of this close or of a part of it: then it cannot wait for it. */
    boolean isAround(Thread thread) {
        return threadsInside.contains(thread);
    }

    /** Runs an exit callback of this close. */
    boolean inCallback(Callable<Boolean> callback) throws Exception {
        Thread thread = Thread.currentThread();
        inCallback = thread;
        forEachEnclosing(closing -> closing.threadsInside.add(thread));
        try {
            return callback.call();
        } finally {
            forEachEnclosing(closing -> closing.threadsInside.remove(thread));
            if (inCallback == thread) {
                inCallback = null;
            }
        }
    }

    private void forEachEnclosing(Consumer<Closing> action) {
        for (Closing at = this; at != null; at = at.enclosing) {
            action.accept(at);
        }
    }

    /** Takes the word from a callback that is left behind: what it adds from now on is refused. */
    void disownCallback() {
        inCallback = null;
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
            outcome = by == By.OWNER ? List.of() : List.copyOf(result);
            over = true;
            ending = null;
            larger = null;
        }
        ringHere();
    }

    /** Makes those who wait look again; that the nursery is closed was written before, and a full fence stands between. */
    void nurseryEnded() {
        ringHere();
    }

    /** Takes what the owner has not been told yet; once. */
    synchronized List<Throwable> takeOutcome() {
        List<Throwable> taken = outcome;
        outcome = List.of();
        return taken;
    }

    /** Takes what came of this close for the parent's, if it was a part of that and nobody was told. */
    List<Throwable> takeForParent(Closing parent) {
        FailureLog failures = nursery.stack().failures();
        return enclosing == parent
                ? takeOutcome().stream()
                        .filter(failure -> !failures.isTold(failure))
                        .toList()
                : List.of();
    }

    /** Waits until this close is over, no longer than its deadline; a task is seen to wait. */
    boolean await(@Nullable OwnedTask<?> waiter) {
        Ending terms = ending;
        if (terms == null) {
            // it tells those who wait for its sentinel, and no more
            return room().bell().await(this::isOver, nursery.closer().deadline());
        }
        Awaited before = OwnedTask.waiting(waiter, this);
        try {
            return terms.await(room().bell(), this::isOver);
        } finally {
            OwnedTask.waiting(waiter, before);
        }
    }

    /**
     * Waits on behalf of a larger ending.
     *
     * <p>If that asked for this close, it waits by its own instant, as this one leaves behind in time what does not end. If
     * this is somebody else's close, which may be stuck on the thread of the owner, by the instant of this one: that has come
     * nearer if the larger one is earlier, and is not given anew to each who waits. A close of nothing has no instant.
     */
    boolean await(Ending waiting) {
        Ending terms = waiting == larger || deadline == null ? waiting : ending;
        return terms == null || terms.await(room().bell(), () -> isOver() || isAround(waiting.thread()));
    }

    @Override
    public void lookAgain() {
        nursery.ring();
    }

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {
        action.accept(this);
    }
}
