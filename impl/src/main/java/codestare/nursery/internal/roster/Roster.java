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
public final class Roster<E extends Seated> {
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
    // the row where those who take begin to look: all before it have been taken; written by them and by who trims
    private volatile Row untaken;
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
        untaken = first;
    }

    // ---- arriving and leaving

    /** Seats a newcomer; returns false if the roster is sealed. */
    public boolean add(E member) {
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
    public boolean remove(E member) {
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
                dropTaken();
                abandoned.addAndGet(-taken);
                if (taken == 0) {
                    return;
                }
            } finally {
                trimming.set(false);
            }
        }
    }

    /** Leads takers past the rows that all have left: one that is out of the chain would hold all that came after it. */
    private void dropTaken() {
        Row row = untaken;
        Row next = row.next;
        while (row.isLeftByAll() && next != null) {
            row = next;
            next = row.next;
        }
        untaken = row;
    }

    /** Lets nobody sit down any more; returns whether those who wait must look again. */
    public boolean seal() {
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
    public long arrived() {
        return Math.min(drawn & ~SEALED, total);
    }

    /** How many have sat down; while some are about to, as many as have drawn a number. */
    public long came() {
        return arrived() - vacant;
    }

    /** How many have come and not left, without a look at each. */
    public long present() {
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

    public boolean isSealed() {
        return drawn >= SEALED;
    }

    // ---- taking

    /**
     * Takes one of those who have not been taken, the first unless others are at it; null if there is none.
     *
     * @param taking takes one, or tells that it cannot be taken any more
     */
    public @Nullable E take(Taker taker, Predicate<? super E> taking) {
        Row from = taker.row();
        if (from != null) {
            E taken = takeFrom(from, taker, taking);
            if (taken != null) {
                return taken;
            }
            // others may have left some behind
            taker.forget();
        }
        return takeFrom(firstUntaken(), taker, taking);
    }

    private Row firstUntaken() {
        Row first = untaken;
        Row row = first;
        Row next = row.next;
        while (row.isLookedThrough() && next != null) {
            row = next;
            next = row.next;
        }
        if (row != first) {
            untaken = row;
        }
        return row;
    }

    /** Takes one from this row or a later one. */
    private @Nullable E takeFrom(Row from, Taker taker, Predicate<? super E> taking) {
        Row row = from;
        while (true) {
            Row next = row.next;
            boolean passed = taker.isGuest(row) && next != null && next.isUsed() && !next.isLookedThrough();
            // whether all before have been taken: one who has a number may not sit yet
            boolean all = true;
            for (int seat = row.looked(); seat < row.length() && !passed; seat++) {
                Object occupant = row.get(seat);
                boolean taken = Row.isMember(occupant) && taking.test(member(occupant));
                if (occupant == null) {
                    if (!isDrawn(row.first + seat)) {
                        return null;
                    }
                    all = false;
                }
                if (all) {
                    row.lookedTo(seat + 1);
                }
                if (taken) {
                    taker.took(row, seat + 1);
                    return member(occupant);
                }
            }
            if (next == null) {
                return null;
            }
            row = next;
        }
    }

    /** Whether somebody may be here who has not been taken; true at least if one arrived before the call. */
    public boolean mayHaveUntaken(Taker taker) {
        Row first = firstUntaken();
        Row from = taker.row();
        Row row = from == null ? first : from;
        int seat = row.looked();
        // the first question spares the others, which read what those who arrive write
        return (seat < row.length() && Row.isMember(row.get(seat))) || isDrawn(row.first + seat) || first != row;
    }

    private boolean isDrawn(long number) {
        return number < arrived();
    }

    // ---- looking

    /** Those who have arrived and not left, oldest first. */
    public List<E> members() {
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
    private E member(@Nullable Object occupant) {
        return (E) occupant;
    }

    /** The length of the chain. */
    int rows() {
        int rows = 0;
        for (Row row = oldest; row != null; row = row.next) {
            rows++;
        }
        return rows;
    }

    /** Whether all have left that had arrived at one moment of this call. */
    public boolean isEmpty() {
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
    public boolean isEmptyBut(Predicate<? super E> excused) {
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
