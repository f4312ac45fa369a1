package codestare.nursery.internal.roster;

import org.jspecify.annotations.Nullable;

/**
 * Where one thread takes from a {@link RosterQueue}; used by that thread only.
 *
 * <p>Takers keep apart: one who finds that somebody else takes from its row goes on to the next, since a row from which two
 * take goes from processor to processor with each member. Whose row it is stays, so it is left by one of them only.
 */
public class Taker {
    private @Nullable Row row;
    private int looked;

    /** Begins anew, at the first who has not been taken; called before this takes from another one, or rests. */
    public final void forget() {
        row = null;
    }

    @Nullable
    Row row() {
        return row;
    }

    /** Notes that this has taken the one before that seat. */
    void took(Row from, int seat) {
        row = from;
        looked = seat;
    }

    /** Whether somebody else takes from the row, and was there first. */
    boolean isGuest(Row at) {
        if (at.taker() == this) {
            return false;
        }
        if (at == row && at.looked() != looked) {
            return true;
        }
        at.takenFromBy(this);
        return false;
    }
}
