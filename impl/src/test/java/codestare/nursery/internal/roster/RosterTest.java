package codestare.nursery.internal.roster;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.work.Rounds;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RosterTest {
    private final Roster<Guest> roster = new Roster<>();

    private static Guest guest() {
        return new Guest(0);
    }

    private Guest added() {
        return Guest.added(roster);
    }

    private List<Guest> added(int guests) {
        return Guest.added(roster, guests);
    }

    private boolean isEmpty() {
        return roster.isEmptyBut(task -> false);
    }

    @Nested
    class Its_members {
        @Test
        void are_listed_in_the_order_of_their_arrival() {
            List<Guest> tasks = added(5_000);
            assertThat(roster.members()).containsExactlyElementsOf(tasks);
            tasks.removeIf(task -> {
                boolean leaves = task.number % 3 != 0;
                if (leaves) {
                    roster.remove(task);
                }
                return leaves;
            });
            tasks.addAll(added(100));
            assertThat(roster.members()).containsExactlyElementsOf(tasks);
            assertThat(roster.arrived()).isEqualTo(5_100);
        }

        @Test
        void are_numbered_in_that_order_until_they_leave() {
            List<Guest> tasks = added(100);
            assertThat(tasks)
                    .extracting(Roster::numberOf)
                    .containsExactlyElementsOf(
                            tasks.stream().map(task -> (long) task.number).toList());
            roster.remove(tasks.get(7));
            assertThat(Roster.numberOf(tasks.get(7))).isEqualTo(-1);
        }

        @Test
        void are_counted() {
            List<Guest> tasks = added(100);
            tasks.subList(10, 40).forEach(roster::remove);
            assertThat(roster.came()).isEqualTo(100);
            assertThat(roster.present()).isEqualTo(70);
        }

        @Test
        void are_held_no_more_once_they_have_left_though_an_older_one_stays() {
            Guest stays = added();
            Deque<WeakReference<Guest>> left = new ArrayDeque<>();
            for (int i = 0; i < 10_000; i++) {
                Guest task = added();
                roster.remove(task);
                left.add(new WeakReference<>(task));
            }
            left.removeIf(task -> task.get() == null);
            while (!left.isEmpty()) {
                System.gc();
                left.removeIf(task -> task.get() == null);
            }
            assertThat(roster.members()).containsExactly(stays);
        }

        @Test
        void leave_no_rows_behind() {
            added();
            SeenRows rows = new SeenRows();
            for (int i = 0; i < 1_000_000; i++) {
                Guest guest = added();
                rows.note(guest.row());
                roster.remove(guest);
            }
            // the first, a few that are taken out together, the last
            rows.awaitFewerThan(8);
        }

        @Test
        void leave_once() {
            Guest task = added();
            added();
            roster.remove(task);
            roster.remove(task);
            assertThat(isEmpty()).isFalse();
        }
    }

    @Nested
    class When_it_is_sealed {
        @Test
        void nobody_can_arrive_where_nobody_was() {
            assertThat(roster.seal()).isFalse();
            assertThat(roster.isSealed()).isTrue();
            assertThat(roster.add(guest())).isFalse();
            assertThat(roster.arrived()).isZero();
        }

        @Test
        void a_second_time_nothing_changes() {
            added(20);
            assertThat(roster.seal()).isFalse();
            assertThat(roster.seal()).isFalse();
            assertThat(roster.arrived()).isEqualTo(20);
        }

        @Test
        void nobody_can_arrive() {
            List<Guest> tasks = added(20);
            roster.seal();
            assertThat(roster.add(guest())).isFalse();
            assertThat(roster.add(guest())).isFalse();
            assertThat(roster.isSealed()).isTrue();
            assertThat(roster.arrived()).isEqualTo(20);
            assertThat(roster.members()).containsExactlyElementsOf(tasks);
            tasks.forEach(roster::remove);
            assertThat(isEmpty()).isTrue();
        }

        @Test
        @Tag("slow")
        void who_arrives_at_the_same_time_is_a_member_or_refused() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(3);
            try {
                Rounds.upTo(2_000, round -> {
                    Roster<Guest> raced = new Roster<>();
                    CyclicBarrier together = new CyclicBarrier(3);
                    List<Future<List<Guest>>> arriving = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        arriving.add(threads.submit(() -> {
                            together.await();
                            List<Guest> accepted = new ArrayList<>();
                            Guest task = guest();
                            while (accepted.size() < 2_000 && raced.add(task)) {
                                accepted.add(task);
                                task = guest();
                            }
                            return accepted;
                        }));
                    }
                    together.await();
                    while (raced.arrived() < round % 40) {
                        Thread.onSpinWait();
                    }
                    raced.seal();
                    List<Guest> members = raced.members();
                    List<Guest> accepted = new ArrayList<>();
                    for (Future<List<Guest>> one : arriving) {
                        accepted.addAll(one.get(30, TimeUnit.SECONDS));
                    }
                    assertThat(members).hasSameSizeAs(accepted);
                    assertThat(new HashSet<>(members).equals(new HashSet<>(accepted)))
                            .isTrue();
                    accepted.forEach(raced::remove);
                    assertThat(raced.isEmptyBut(task -> false)).isTrue();
                });
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Nested
    class Who_waits_for_it_to_become_empty {
        @Test
        void is_told_when_the_last_leaves_and_not_before() {
            List<Guest> tasks = added(8);
            assertThat(isEmpty()).isFalse();
            for (Guest task : tasks.subList(0, 7)) {
                assertThat(roster.remove(task)).isFalse();
            }
            assertThat(roster.remove(tasks.get(7))).isTrue();
            assertThat(isEmpty()).isTrue();
        }

        @Test
        void is_told_when_none_is_left_but_the_excused() {
            List<Guest> tasks = added(8);
            Set<Guest> excused = Set.of(tasks.get(2), tasks.get(5));
            assertThat(roster.isEmptyBut(excused::contains)).isFalse();
            List<Guest> others = new ArrayList<>(tasks);
            others.removeAll(excused);
            others.subList(0, 5).forEach(task -> assertThat(roster.remove(task)).isFalse());
            assertThat(roster.remove(others.get(5))).isTrue();
            assertThat(roster.isEmptyBut(excused::contains)).isTrue();
            assertThat(isEmpty()).isFalse();
        }

        @Test
        @Tag("slow")
        void is_always_told() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Rounds.upTo(2_000, round -> {
                    Roster<Guest> raced = new Roster<>();
                    AtomicInteger told = new AtomicInteger();
                    AtomicBoolean arrived = new AtomicBoolean();
                    CyclicBarrier together = new CyclicBarrier(3);
                    List<Future<?>> parts = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        parts.add(threads.submit(() -> {
                            together.await();
                            List<Guest> tasks = new ArrayList<>();
                            for (int j = 0; j < 30; j++) {
                                Guest task = guest();
                                raced.add(task);
                                tasks.add(task);
                            }
                            Collections.shuffle(tasks);
                            arrived.set(true);
                            tasks.forEach(task -> told.addAndGet(raced.remove(task) ? 1 : 0));
                            return null;
                        }));
                    }
                    together.await();
                    while (!arrived.get()) {
                        Thread.onSpinWait();
                    }
                    int before = told.get();
                    while (!raced.isEmptyBut(task -> false)) {
                        // a lost alarm would make this wait for ever
                        int seen = before;
                        while (told.get() == seen && !raced.isEmptyBut(task -> false)) {
                            assertThat(parts.stream().allMatch(Future::isDone) && told.get() == seen)
                                    .as("all have left, nobody was told, and it is not empty")
                                    .isEqualTo(false);
                        }
                        before = told.get();
                    }
                    for (Future<?> part : parts) {
                        part.get(30, TimeUnit.SECONDS);
                    }
                    assertThat(raced.isEmptyBut(task -> false)).isTrue();
                });
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
