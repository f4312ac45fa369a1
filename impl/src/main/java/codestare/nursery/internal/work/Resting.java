package codestare.nursery.internal.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that have no work for a moment and take up new work where that costs less than a new thread.
 *
 * <p>The last one that came is asked first, so the others find their end.
 */
final class Resting<W extends Runnable> {
    /** How long a thread rests before it ends: long for a burst, short for who waits for an idle pool to be empty. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(200);

    static {
        // the first who rests may do so when the content of our bundle has been closed
        Place.load();
    }

    private final Deque<Place<W>> places = new ConcurrentLinkedDeque<>();

    /** Gives work to a thread that rests; returns false if none does. */
    boolean take(W work) {
        Place<W> place;
        while ((place = places.pollFirst()) != null) {
            if (place.fill(work)) {
                return true;
            }
        }
        return false;
    }

    /** Lets the calling thread rest until there is work; null if none comes in time. */
    @Nullable
    W rest() {
        Place<W> place = new Place<>(Thread.currentThread());
        places.addFirst(place);
        long until = System.nanoTime() + PATIENCE;
        long left = PATIENCE;
        while (left > 0 && place.isFree()) {
            LockSupport.parkNanos(this, left);
            // nobody has a reason to interrupt a thread that runs nothing
            Thread.interrupted();
            left = until - System.nanoTime();
        }
        W work = place.leave();
        if (work == null) {
            // those that came first are at the end, and leave first
            places.removeLastOccurrence(place);
        }
        return work;
    }

    /**
     * Where one thread rests.
     *
     * <pre>
     * free (null) ──fill──▶ the work
     *      └──────leave──▶ LEFT
     * </pre>
     */
    private static final class Place<W> {
        private static final Object LEFT = new Object();
        private static final VarHandle WORK;

        static {
            try {
                WORK = MethodHandles.lookup().findVarHandle(Place.class, "work", Object.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final Thread thread;
        // changed through WORK, by the transitions above
        private volatile @Nullable Object work;

        /** Does nothing, but when it comes back the class is there. */
        static void load() {}

        Place(Thread thread) {
            this.thread = thread;
        }

        boolean isFree() {
            return work == null;
        }

        boolean fill(W given) {
            boolean filled = WORK.compareAndSet(this, null, given);
            if (filled) {
                LockSupport.unpark(thread);
            }
            return filled;
        }

        /** Ends the rest; returns the work that came before. */
        @SuppressWarnings("unchecked") // nothing but work is filled in
        @Nullable
        W leave() {
            return WORK.compareAndSet(this, null, LEFT) ? null : (W) work;
        }
    }
}
