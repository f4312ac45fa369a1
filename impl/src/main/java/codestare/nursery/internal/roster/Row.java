package codestare.nursery.internal.roster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Seats with consecutive numbers.
 *
 * <pre>
 * empty ──sit──▶ member ──leave──▶ LEFT
 *   └──seal, before the one with that number sat down──▶ LEFT
 * </pre>
 */
public final class Row extends AwayFromArrivals {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 128;
    private static final int NO_ALARM = Integer.MAX_VALUE;
    private static final Object LEFT = new Object();
    private static final VarHandle NEXT;
    private static final VarHandle LEAVING;
    private static final VarHandle ALARM;
    private static final VarHandle LOOKED;
    private static final VarHandle TAKER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Seats.class, "next", Row.class);
            LEAVING = lookup.findVarHandle(Row.class, "leaving", int.class);
            ALARM = lookup.findVarHandle(Row.class, "alarm", int.class);
            LOOKED = lookup.findVarHandle(Row.class, "looked", int.class);
            TAKER = lookup.findVarHandle(Row.class, "taker", Taker.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // how many seats were left; changed through LEAVING by those who leave
    private volatile int leaving;
    // at how many left seats those who wait look again; written through ALARM by them, and by the one who rings
    private volatile int alarm = NO_ALARM;
    // how many seats hold nobody that waits to be taken; written through LOOKED by those who take, and may lag behind
    @SuppressWarnings("UnusedVariable") // through LOOKED
    private int looked;
    // whose row this is among those who take; written through TAKER by them, and a hint
    @SuppressWarnings("UnusedVariable") // through TAKER
    private @Nullable Taker taker;

    Row(long first, int length) {
        super(first, length);
    }

    Row nextOrNew() {
        Row present = next;
        if (present != null) {
            return present;
        }
        Row made = new Row(first + length(), Math.min(2 * length(), LONGEST));
        Row faster = (Row) NEXT.compareAndExchange(this, null, made);
        return faster == null ? made : faster;
    }

    static boolean isMember(@Nullable Object occupant) {
        return occupant != null && occupant != LEFT;
    }

    /** Whether somebody has sat here. */
    boolean isUsed() {
        return get(0) != null;
    }

    boolean sit(int seat, Object member) {
        return compareAndSet(seat, null, member);
    }

    /** Lets nobody sit there any more; returns false if somebody has. */
    boolean close(int seat) {
        return compareAndSet(seat, null, LEFT);
    }

    void stand(int seat) {
        setRelease(seat, LEFT);
    }

    /** Counts one who has left; returns how many have. */
    int countLeaving() {
        return (int) LEAVING.getAndAdd(this, 1) + 1;
    }

    int left() {
        return leaving;
    }

    boolean isLeftByAll() {
        return leaving == length();
    }

    void alarmAt(int left) {
        int present = alarm;
        while (left < present) {
            int other = (int) ALARM.compareAndExchange(this, present, left);
            if (other == present) {
                return;
            }
            present = other;
        }
    }

    /** Takes the alarm back if it is due; they set it again if they go on waiting. */
    boolean takeAlarm(int left) {
        if (left < alarm) {
            return false;
        }
        alarm = NO_ALARM;
        return true;
    }

    /** Where those who take begin to look. */
    int looked() {
        return (int) LOOKED.getOpaque(this);
    }

    void lookedTo(int seat) {
        LOOKED.setOpaque(this, seat);
    }

    boolean isLookedThrough() {
        return looked() >= length();
    }

    @Nullable
    Taker taker() {
        return (Taker) TAKER.getOpaque(this);
    }

    void takenFromBy(Taker next) {
        TAKER.setOpaque(this, next);
    }
}

/** What those who arrive read. */
abstract class Seats extends AtomicReferenceArray<@Nullable Object> {
    private static final long serialVersionUID = 1;

    final long first;
    // set once through Row.NEXT by who needs it; then written by who trims
    transient volatile @Nullable Row next;

    Seats(long first, int length) {
        super(length);
        this.first = first;
    }
}

/** Keeps what those who arrive read and what those who leave write in different cache lines. */
@SuppressWarnings("UnusedVariable")
abstract class AwayFromArrivals extends Seats {
    private static final long serialVersionUID = 1;

    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
    private long p8;

    AwayFromArrivals(long first, int length) {
        super(first, length);
    }
}
