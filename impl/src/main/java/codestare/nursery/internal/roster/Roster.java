package codestare.nursery.internal.roster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Those who have arrived and not left, in the order of their arrival, without a lock.
 *
 * <p>Who arrives draws a number, which is a seat in one of a chain of rows, and sits down; who leaves marks the seat. A row
 * whose seats have all been left is taken out of the chain, so what has left is held no more.
 *
 * <p>Arriving writes what other arrivals write, leaving what others leaving from the same row write, and nothing else.
 */
public class Roster<E extends Seated> {
    private static final int FIRST_ROW = 8;
    private static final int MARGIN = 64;
    private static final long SEALED = 1L << 62;
    private static final long OPEN = Long.MAX_VALUE;

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
    // the numbers that were drawn and never sat on; written by who seals
    private volatile int vacant;
    // the first row of the chain; written by who trims
    private volatile Row oldest;
    // where to begin the search for a seat; written by who arrives, and never behind by more than a few rows
    private volatile Row latest;
    // rows that are left by all and may stand in the chain; changed by those who leave and who trim
    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicBoolean trimming = new AtomicBoolean();
    // the length of the chain when it was last walked; written by who trims, read by those who leave
    private volatile int length;

    public Roster() {
        Row first = new Row(0, FIRST_ROW);
        oldest = first;
        latest = first;
    }

    /** The first row of the chain. */
    final Row oldest() {
        return oldest;
    }

    // ---- arriving and leaving

    /** Seats a newcomer; returns false if the roster is sealed. */
    public final boolean add(E member) {
        ensureRoom();
        long number = (long) DRAWN.getAndAdd(this, 1L);
        if (number >= SEALED) {
            return false;
        }
        Row row = rowOf(number);
        int seat = (int) (number - row.first);
        member.sit(row, seat);
        if (row.sit(seat, member)) {
            return true;
        }
        member.sit(null, 0);
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

    /** Takes a member off; returns whether those who wait must look again. */
    public final boolean remove(E member) {
        Row row = member.row();
        if (row == null) {
            return false;
        }
        int seat = member.seat();
        member.sit(null, 0);
        row.stand(seat);
        return leave(row);
    }

    private boolean leave(Row row) {
        int left = row.countLeaving();
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
                trimmed();
                abandoned.addAndGet(-taken);
                if (taken == 0) {
                    return;
                }
            } finally {
                trimming.set(false);
            }
        }
    }

    /** Rows have been taken out of the chain; who knows one of them must let go of it, as it would hold all that came later. */
    void trimmed() {}

    /** Lets nobody sit down any more; returns whether those who wait must look again. */
    public final boolean seal() {
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
        int empty = 0;
        for (Row row = oldest; row != null; row = row.next) {
            for (int seat = 0; seat < used(row); seat++) {
                if (row.get(seat) == null && row.close(seat)) {
                    vacant = ++empty;
                    alarmed |= leave(row);
                }
            }
        }
        return alarmed;
    }

    /** How many have drawn a number that counts. */
    public final long arrived() {
        return Math.min(drawn & ~SEALED, total);
    }

    /** How many have sat down; while some are about to, as many as have drawn a number. */
    public final long came() {
        return arrived() - vacant;
    }

    /** How many have come and not left, without a look at each. */
    public final long present() {
        long present = 0;
        for (Row row = oldest; row != null; row = row.next) {
            present += Math.max(0, used(row) - row.left());
        }
        return present;
    }

    /** The number of a member, from 0 on; -1 if it has left. */
    public static long numberOf(Seated member) {
        Row row = member.row();
        return row == null ? -1 : row.first + member.seat();
    }

    public final boolean isSealed() {
        return drawn >= SEALED;
    }

    // ---- looking

    /** Those who have arrived and not left, oldest first. */
    public final List<E> members() {
        List<E> members = new ArrayList<>();
        for (Row row = oldest; row != null; row = row.next) {
            for (int seat = 0; seat < row.length(); seat++) {
                Object occupant = row.get(seat);
                if (Row.isMember(occupant)) {
                    members.add(member(occupant));
                }
            }
        }
        return members;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only members of this type sit down
    final E member(@Nullable Object occupant) {
        return (E) occupant;
    }

    /** Whether all have left that had arrived at one moment of this call. */
    public final boolean isEmpty() {
        long before = arrived();
        for (Row row = oldest; row != null; row = row.next) {
            if (row.left() < used(row)) {
                return false;
            }
        }
        return arrived() == before;
    }

    /**
     * Tells whether all have left but those that the test excuses; if not, {@link #remove} will tell when to look again.
     *
     * <p>The newest row is looked at first: mostly it empties last, and who waits is woken once.
     */
    public final boolean isEmptyBut(Predicate<? super E> excused) {
        long before;
        do {
            before = arrived();
            if (!isEmptyNowBut(excused)) {
                return false;
            }
            // who left while this looked may have let somebody in, behind the look
        } while (arrived() != before);
        return true;
    }

    private boolean isEmptyNowBut(Predicate<? super E> excused) {
        Deque<Row> newestFirst = new ArrayDeque<>();
        for (Row row = oldest; row != null; row = row.next) {
            if (row.left() < used(row)) {
                newestFirst.addFirst(row);
            }
        }
        for (Row row : newestFirst) {
            int enough;
            do {
                enough = used(row) - count(row, excused);
                if (row.left() < enough) {
                    row.alarmAt(enough);
                }
                // some may have left before the alarm was set
            } while (row.left() >= enough && row.left() < used(row) - count(row, excused));
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

    private int count(Row row, Predicate<? super E> test) {
        int counted = 0;
        for (int seat = 0; seat < row.length(); seat++) {
            Object occupant = row.get(seat);
            if (Row.isMember(occupant) && test.test(member(occupant))) {
                counted++;
            }
        }
        return counted;
    }
}
