package codestare.nursery.internal.roster;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.work.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RosterQueueTest {
    private final RosterQueue<Guest> roster = new RosterQueue<>();
    private final Taker taker = new Taker();

    private Guest added() {
        return Guest.added(roster);
    }

    private List<Guest> added(int guests) {
        return Guest.added(roster, guests);
    }

    @Nested
    class Who_takes {
        @Test
        void gets_each_once_in_the_order_of_arrival() {
            List<Guest> guests = added(2_000);
            for (Guest guest : guests) {
                assertThat(roster.mayHaveUntaken(taker)).isTrue();
                assertThat(roster.take(taker, Guest::take)).isSameAs(guest);
            }
            assertThat(roster.mayHaveUntaken(taker)).isFalse();
            assertThat(roster.take(taker, Guest::take)).isNull();
            Guest late = added();
            assertThat(roster.mayHaveUntaken(taker)).isTrue();
            assertThat(roster.take(taker, Guest::take)).isSameAs(late);
        }

        @Test
        void passes_those_who_cannot_be_taken_or_have_left() {
            List<Guest> guests = added(20);
            guests.get(0).take();
            roster.remove(guests.get(1));
            roster.remove(guests.get(19));
            for (Guest guest : guests.subList(2, 19)) {
                assertThat(roster.take(taker, Guest::take)).isSameAs(guest);
                roster.remove(guest);
            }
            assertThat(roster.take(taker, Guest::take)).isNull();
        }

        @Test
        void holds_no_rows_that_have_been_left_though_nobody_takes() {
            SeenRows rows = new SeenRows();
            for (int i = 0; i < 100_000; i++) {
                Guest guest = added();
                rows.note(guest.row());
                roster.remove(guest);
            }
            rows.awaitFewerThan(8);
            Guest last = added();
            assertThat(roster.take(taker, Guest::take)).isSameAs(last);
        }

        @Test
        void leaves_no_rows_behind_though_an_old_one_stays_and_nobody_takes_any_more() {
            added();
            for (int i = 0; i < 200; i++) {
                roster.take(taker, Guest::take);
                roster.remove(added());
            }
            SeenRows rows = new SeenRows();
            for (int i = 0; i < 100_000; i++) {
                Guest guest = added();
                rows.note(guest.row());
                roster.remove(guest);
            }
            taker.forget();
            rows.awaitFewerThan(20);
        }

        @Test
        @Tag("slow")
        void misses_nobody_however_many_arrive_and_take() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                Rounds.upTo(200, round -> {
                    RosterQueue<Guest> raced = new RosterQueue<>();
                    AtomicInteger taken = new AtomicInteger();
                    CyclicBarrier together = new CyclicBarrier(4);
                    List<Future<?>> parts = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        parts.add(threads.submit(() -> {
                            together.await();
                            for (int j = 0; j < 1_000; j++) {
                                raced.add(new Guest(0));
                            }
                            return null;
                        }));
                        parts.add(threads.submit(() -> {
                            together.await();
                            Taker own = new Taker();
                            while (taken.get() < 2_000) {
                                Guest guest = raced.take(own, Guest::take);
                                if (guest != null) {
                                    taken.incrementAndGet();
                                    raced.remove(guest);
                                }
                            }
                            return null;
                        }));
                    }
                    for (Future<?> part : parts) {
                        part.get(30, TimeUnit.SECONDS);
                    }
                    assertThat(taken).hasValue(2_000);
                    assertThat(raced.take(new Taker(), Guest::take)).isNull();
                    assertThat(raced.mayHaveUntaken(new Taker())).isFalse();
                    assertThat(raced.members()).isEmpty();
                });
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
