package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparingClockTest {
    private final SparingClock clock = new SparingClock();

    /** As a task that computes does. */
    private static void last(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void it_is_never_late() {
        for (int task = 0; task < 10_000; task++) {
            assertThat(clock.now()).isLessThanOrEqualTo(System.nanoTime());
        }
    }

    @Test
    void it_is_right_for_each_task_where_tasks_are_long() {
        clock.now();
        for (int task = 0; task < 20; task++) {
            last(100_000);
            long before = System.nanoTime();
            assertThat(clock.now()).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void short_tasks_share_a_look() {
        int looks = 0;
        long last = 0;
        for (int task = 0; task < 100_000; task++) {
            long now = clock.now();
            if (now != last) {
                looks++;
                last = now;
            }
        }
        // a look for each that was interrupted by something else, and for the first ones after it
        assertThat(looks).isLessThan(50_000);
    }

    @Test
    void a_long_task_is_seen_by_those_who_come_after_the_ones_that_share_its_look() {
        for (int task = 0; task < 1_000; task++) {
            clock.now();
        }
        last(200_000);
        long end = System.nanoTime();
        long now = 0;
        for (int task = 0; task < 64; task++) {
            now = clock.now();
        }
        assertThat(now).isGreaterThanOrEqualTo(end);
    }
}
