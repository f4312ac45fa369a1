package codestare.nursery.internal.roster;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A roster that is a queue as well: its members are taken where they sit, each once.
 *
 * <p>Who takes remembers the row where it did, and a row how far it has been looked through, so that nobody looks twice at
 * those who have been taken.
 */
public final class RosterQueue<E extends Seated> extends Roster<E> {
    // the row where those who take begin to look: all before it have been taken; written by them and by who trims
    private volatile Row untaken = oldest();

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

    /** Leads takers past the rows that all have left. */
    @Override
    void trimmed() {
        Row row = untaken;
        Row next = row.next;
        while (row.isLeftByAll() && next != null) {
            row = next;
            next = row.next;
        }
        untaken = row;
    }
}
