package codestare.nursery.internal.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a group, in the order of their arrival, without a lock.
 *
 * <p>Who arrives draws a number, which is a seat in one of a chain of rows, and sits down; who leaves marks the seat. A row
 * whose seats have all been left is taken out of the chain, so what has ended is held no more. Each seat:
 *
 * <pre>
 * empty ──sit──▶ task ──leave──▶ LEFT
 *   └──seal, before the one with that number sat down──▶ LEFT
 * </pre>
 *
 * Arriving writes what other arriving tasks write, leaving what others leaving from the same row write, and nothing else.
 */
final class Roster {
    private static final int FIRST_ROW = 8;
    private static final int LONGEST_ROW = 512;
    private static final int MARGIN = 64;
    private static final int NO_ALARM = Integer.MAX_VALUE;
    private static final long SEALED = 1L << 62;
    private static final long OPEN = Long.MAX_VALUE;
    private static final Object LEFT = new Object();

    private static final VarHandle DRAWN;

    static {
        try {
            DRAWN = MethodHandles.lookup().findVarHandle(Roster.class, "drawn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // the numbers drawn, with the bit SEALED once nobody may sit down any more; changed through DRAWN only
    private volatile long drawn;
    // the numbers that count, once sealed; written by who seals
    private volatile long total = OPEN;
    // the first row of the chain; written by who trims
    private volatile Row oldest;
    // where to begin the search for a seat; written by who arrives, and never behind by more than a few rows
    private volatile Row latest;
    // rows that are left by all and may stand in the chain; changed by those who leave and who trim
    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicBoolean trimming = new AtomicBoolean();
    // the length of the chain when it was last walked; written by who trims, read by those who leave
    private volatile int length;

    Roster() {
        Row first = new Row(0, FIRST_ROW);
        oldest = first;
        latest = first;
    }

    // ---- arriving and leaving

    /** Seats a task; returns false if the roster is sealed. */
    boolean add(GroupTask<?> task) {
        ensureRoom();
        long number = (long) DRAWN.getAndAdd(this, 1L);
        if (number >= SEALED) {
            return false;
        }
        Row row = rowOf(number);
        task.row = row;
        task.number = (int) number;
        task.seat = (int) (number - row.first);
        if (row.compareAndSet(task.seat, null, task)) {
            return true;
        }
        task.row = null;
        return false;
    }

    /** Makes the next row in time: who has drawn a number must not find that the heap has no room for its seat. */
    private void ensureRoom() {
        Row row = latest;
        long ahead = row.first + row.length() - drawn;
        if (ahead < Math.min(row.length() / 2, MARGIN) && !isSealed()) {
            row.nextOrNew();
        }
    }

    private Row rowOf(long number) {
        Row from = latest;
        // the chain begins no later than a seat that nobody has left
        Row row = number < from.first ? oldest : from;
        while (number >= row.first + row.length()) {
            row = row.nextOrNew();
        }
        if (row != from && row.first > from.first) {
            latest = row;
        }
        return row;
    }

    /** Takes a task off; returns whether those who wait must look again. */
    boolean remove(GroupTask<?> task) {
        Row row = task.row;
        if (row == null) {
            return false;
        }
        task.row = null;
        row.setRelease(task.seat, LEFT);
        return leave(row);
    }

    private boolean leave(Row row) {
        int left = row.countLeft();
        if (left == row.length() && abandoned.incrementAndGet() > length / 2) {
            trim();
        }
        return row.takeAlarm(left);
    }

    /** Takes rows out of the chain that all have left; who finds somebody else at it leaves it to that one. */
    private void trim() {
        while (abandoned.get() > length / 2 && trimming.compareAndSet(false, true)) {
            try {
                int taken = 0;
                int kept = 0;
                Row before = null;
                for (Row row = oldest; row != null; row = row.next) {
                    // the last one stays: who arrives may be about to add the next to it
                    if (row.next == null || !row.isLeftByAll()) {
                        before = row;
                        kept++;
                    } else {
                        taken++;
                        if (before == null) {
                            oldest = row.next;
                        } else {
                            before.next = row.next;
                        }
                    }
                }
                length = kept;
                abandoned.addAndGet(-taken);
                if (taken == 0) {
                    return;
                }
            } finally {
                trimming.set(false);
            }
        }
    }

    /** Lets nobody sit down any more; returns whether those who wait must look again. */
    boolean seal() {
        long before = (long) DRAWN.getAndBitwiseOr(this, SEALED);
        if (before >= SEALED) {
            return false;
        }
        total = before;
        if (before > 0) {
            // makes the rows of those who have a number and no seat yet
            rowOf(before - 1);
        }
        boolean alarmed = false;
        for (Row row = oldest; row != null; row = row.next) {
            for (int seat = 0; seat < used(row); seat++) {
                if (row.get(seat) == null && row.compareAndSet(seat, null, LEFT)) {
                    alarmed |= leave(row);
                }
            }
        }
        return alarmed;
    }

    /** How many have drawn a number that counts. */
    long arrived() {
        return Math.min(drawn & ~SEALED, total);
    }

    boolean isSealed() {
        return drawn >= SEALED;
    }

    // ---- looking

    /** Those who have arrived and not left, oldest first. */
    List<GroupTask<?>> members() {
        List<GroupTask<?>> members = new ArrayList<>();
        for (Row row = oldest; row != null; row = row.next) {
            for (int seat = 0; seat < row.length(); seat++) {
                if (row.get(seat) instanceof GroupTask<?> task) {
                    members.add(task);
                }
            }
        }
        return members;
    }

    /** The length of the chain. */
    int rows() {
        int rows = 0;
        for (Row row = oldest; row != null; row = row.next) {
            rows++;
        }
        return rows;
    }

    /**
     * Tells whether all have left but those that the test excuses; if not, {@link #remove} will tell when to look again.
     *
     * <p>The newest row is looked at first: mostly it empties last, and who waits is woken once.
     */
    boolean isEmptyBut(Predicate<? super GroupTask<?>> excused) {
        Deque<Row> newestFirst = new ArrayDeque<>();
        for (Row row = oldest; row != null; row = row.next) {
            if (row.left() < used(row)) {
                newestFirst.addFirst(row);
            }
        }
        for (Row row : newestFirst) {
            int enough;
            do {
                enough = used(row) - row.count(excused);
                if (row.left() < enough) {
                    row.alarmAt(enough);
                }
                // some may have left before the alarm was set
            } while (row.left() >= enough && row.left() < used(row) - row.count(excused));
            if (row.left() < enough) {
                return false;
            }
        }
        return true;
    }

    /** How many seats of a row were given out. */
    private int used(Row row) {
        long numbers = drawn;
        while (numbers >= SEALED && total == OPEN) {
            // between two writes of who seals
            Thread.onSpinWait();
        }
        long counted = Math.min(numbers & ~SEALED, total) - row.first;
        return (int) Math.max(0, Math.min(counted, row.length()));
    }

    /** Seats with consecutive numbers. */
    static final class Row extends AtomicReferenceArray<@Nullable Object> {
        private static final long serialVersionUID = 1;
        private static final VarHandle NEXT;
        // in a cache line of their own: who arrives reads this row, and must not wait for those who leave
        private static final int LEFT_SEATS = 16;
        private static final int ALARM = 17;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                NEXT = lookup.findVarHandle(Row.class, "next", Row.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final long first;
        // set once through NEXT by who needs it; then written by who trims
        transient volatile @Nullable Row next;
        // how many seats were left, and at how many left seats those who wait look again: written by them, and taken
        // back by
        // the one who rings
        private final AtomicIntegerArray leaving = new AtomicIntegerArray(32);

        Row(long first, int length) {
            super(length);
            this.first = first;
            leaving.setPlain(ALARM, NO_ALARM);
        }

        Row nextOrNew() {
            Row present = next;
            if (present != null) {
                return present;
            }
            Row made = new Row(first + length(), Math.min(2 * length(), LONGEST_ROW));
            Row faster = (Row) NEXT.compareAndExchange(this, null, made);
            return faster == null ? made : faster;
        }

        int countLeft() {
            return leaving.incrementAndGet(LEFT_SEATS);
        }

        int left() {
            return leaving.get(LEFT_SEATS);
        }

        boolean isLeftByAll() {
            return left() == length();
        }

        void alarmAt(int left) {
            leaving.accumulateAndGet(ALARM, left, Math::min);
        }

        /** Takes the alarm back if it is due; they set it again if they go on waiting. */
        boolean takeAlarm(int left) {
            if (left < leaving.get(ALARM)) {
                return false;
            }
            leaving.set(ALARM, NO_ALARM);
            return true;
        }

        int count(Predicate<? super GroupTask<?>> test) {
            int counted = 0;
            for (int seat = 0; seat < length(); seat++) {
                if (get(seat) instanceof GroupTask<?> task && test.test(task)) {
                    counted++;
                }
            }
            return counted;
        }
    }
}
