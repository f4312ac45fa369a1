package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MovableClockTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final MovableClock clock = new MovableClock();

    @Test
    void it_goes_until_it_is_stopped() {
        assertGoes();
        clock.stop();
        long stopped = clock.nanos();
        assertThat(clock.deadline(LONG).remainingNanos()).isEqualTo(LONG.toNanos());
        long later = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < later) {
            Thread.onSpinWait();
        }
        assertThat(clock.nanos()).isEqualTo(stopped);
        clock.go();
        assertGoes();
        assertThat(clock.nanos()).isGreaterThan(stopped);
    }

    private void assertGoes() {
        long before = clock.nanos();
        while (clock.nanos() == before) {
            Thread.onSpinWait();
        }
        assertThat(clock.nanos()).isGreaterThan(before);
    }

    @Test
    void moved_ahead_it_lets_deadlines_pass_whether_it_goes_or_not() {
        Deadline deadline = clock.deadline(LONG);
        clock.advance(LONG);
        assertThat(deadline.hasPassed()).isTrue();
        clock.stop();
        Deadline another = clock.deadline(LONG);
        clock.advance(LONG.minusNanos(1));
        assertThat(another.remainingNanos()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(another.hasPassed()).isTrue();
    }

    @Test
    void what_is_made_from_a_deadline_goes_by_its_clock() {
        clock.stop();
        Deadline never = clock.never();
        Deadline within = never.within(LONG);
        clock.advance(LONG);
        assertThat(within.hasPassed()).isTrue();
        Deadline chance = within.orLastChance();
        assertThat(chance.remainingNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
        clock.advance(Duration.ofMillis(100));
        assertThat(chance.hasPassed()).isTrue();
    }

    @Nested
    class When_a_thread_waits {
        @Test
        void it_is_counted_until_the_clock_ends_its_waiting() throws Exception {
            clock.stop();
            Bell bell = new Bell();
            Deadline deadline = clock.deadline(LONG);
            FutureTask<Boolean> waiting = new FutureTask<>(() -> bell.awaitInterruptibly(() -> false, deadline));
            new Thread(waiting).start();
            while (clock.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(clock.waiting()).isEqualTo(1);
            clock.advance(LONG);
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(clock.waiting()).isZero();
        }
    }
}
