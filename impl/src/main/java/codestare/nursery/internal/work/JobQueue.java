package codestare.nursery.internal.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in the order of their coming, for any number of threads on both sides, without a lock.
 *
 * <p>A chain of rows. Who adds draws the number of a place, who takes draws one too, and neither writes what the other side
 * writes, so long as there are jobs between them: where a processor adds and another one takes, that is what the time goes to.
 * Each place:
 *
 * <pre>
 * empty ──add──▶ job ──poll──▶ TAKEN
 *   └──poll, faster than the add with the same number, which then draws another──▶ TAKEN
 * </pre>
 */
final class JobQueue {
    // the scheme is the FAA array queue of Ramalhete and Correia
    private static final Object TAKEN = new Object();
    /** How often who takes looks again for a job whose number has been drawn. */
    private static final int PATIENCE = 64;

    private static final VarHandle FIRST;
    private static final VarHandle LAST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            FIRST = lookup.findVarHandle(JobQueue.class, "first", Row.class);
            LAST = lookup.findVarHandle(JobQueue.class, "last", Row.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // changed through FIRST by who takes and finds it empty
    private volatile Row first = new Row();
    // changed through LAST by who adds and finds it full
    private volatile Row last = first;

    void add(Job job) {
        while (true) {
            Row row = last;
            int place = row.drawToAdd();
            if (place < Row.LENGTH) {
                if (row.compareAndSet(place, null, job)) {
                    return;
                }
            } else {
                LAST.compareAndSet(this, row, row.nextOrNew());
            }
        }
    }

    /** Takes the oldest job; null if there is none. */
    @Nullable
    Job poll() {
        while (true) {
            Row row = first;
            if (row.isUsedUp()) {
                Row next = row.next;
                if (next == null) {
                    return null;
                }
                FIRST.compareAndSet(this, row, next);
            } else if (row.isTaken()) {
                return null;
            } else {
                int place = row.drawToTake();
                if (place < Row.LENGTH && row.take(place) instanceof Job job) {
                    return job;
                }
            }
        }
    }

    boolean isEmpty() {
        Row row = first;
        return row.isUsedUp() ? row.next == null : row.isTaken();
    }

    /** Takes a job out again; returns false if it has been taken. */
    boolean remove(Job job) {
        for (Row row = first; row != null; row = row.next) {
            for (int place = 0; place < Row.LENGTH; place++) {
                if (row.get(place) == job && row.compareAndSet(place, job, TAKEN)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Places with consecutive numbers. */
    private static final class Row extends AtomicReferenceArray<@Nullable Object> {
        static final int LENGTH = 256;
        private static final long serialVersionUID = 1;
        private static final VarHandle NEXT;

        static {
            try {
                NEXT = MethodHandles.lookup().findVarHandle(Row.class, "next", Row.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        // each in a cache line of its own
        private static final int ADDED = 16;
        private static final int TOOK = 32;
        // what those who take last saw of the number added, so that they look there no more often than they must
        private static final int SEEN = 33;

        private final AtomicIntegerArray numbers = new AtomicIntegerArray(48);
        // set once, through NEXT, by who adds
        transient volatile @Nullable Row next;

        Row() {
            super(LENGTH);
        }

        int drawToAdd() {
            return numbers.getAndIncrement(ADDED);
        }

        int drawToTake() {
            return numbers.getAndIncrement(TOOK);
        }

        /** Whether nothing will be taken from here any more. */
        boolean isUsedUp() {
            return numbers.get(TOOK) >= LENGTH;
        }

        /** Whether nothing is left to take from here for now. */
        boolean isTaken() {
            int took = numbers.get(TOOK);
            if (took < numbers.getOpaque(SEEN)) {
                return false;
            }
            int added = Math.min(numbers.get(ADDED), LENGTH);
            numbers.setOpaque(SEEN, added);
            return took >= added;
        }

        @Nullable
        Object take(int place) {
            for (int i = 0; i < PATIENCE && get(place) == null; i++) {
                Thread.onSpinWait();
            }
            return getAndSet(place, TAKEN);
        }

        Row nextOrNew() {
            Row present = next;
            if (present != null) {
                return present;
            }
            Row made = new Row();
            Row faster = (Row) NEXT.compareAndExchange(this, null, made);
            return faster == null ? made : faster;
        }
    }
}
