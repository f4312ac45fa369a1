package codestare.nursery.internal.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Knows its seat, and whether somebody took it. */
final class Guest implements Seated {
    final int number;
    final AtomicBoolean taken = new AtomicBoolean();
    private Row row;
    private int seat;

    Guest(int number) {
        this.number = number;
    }

    /** One that has arrived. */
    static Guest added(Roster<Guest> roster) {
        Guest guest = new Guest((int) roster.arrived());
        assertThat(roster.add(guest)).isTrue();
        return guest;
    }

    static List<Guest> added(Roster<Guest> roster, int guests) {
        List<Guest> all = new ArrayList<>();
        for (int i = 0; i < guests; i++) {
            all.add(added(roster));
        }
        return all;
    }

    boolean take() {
        return taken.compareAndSet(false, true);
    }

    @Override
    public void sit(Row where, int place) {
        row = where;
        seat = place;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public int seat() {
        return seat;
    }
}
