package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BellTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Bell bell = new Bell();
    private final AtomicBoolean open = new AtomicBoolean();
    // counted down when the condition has been read that often: then the waiter is about to park, or has parked
    private final CountDownLatch looked = new CountDownLatch(2);
    private final BooleanSupplier condition = () -> {
        looked.countDown();
        return open.get();
    };

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private CompletableFuture<Boolean> waiting(Deadline deadline) throws InterruptedException {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread waiter = new Thread(() -> result.complete(bell.await(condition, deadline)), "waiter");
        waiter.setDaemon(true);
        waiter.start();
        assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
        return result;
    }

    private static boolean ended(CompletableFuture<Boolean> waiting) throws Exception {
        return waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void who_waits_goes_on_when_it_rings_and_the_condition_holds() throws Exception {
        CompletableFuture<Boolean> waiting = waiting(Deadline.in(LONG));
        open.set(true);
        bell.ring();
        assertThat(ended(waiting)).isTrue();
    }

    @Test
    void a_condition_that_holds_is_not_waited_for_not_even_by_the_interrupted() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(bell.awaitInterruptibly(() -> true, Deadline.in(Duration.ZERO)))
                .isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void it_looks_again_each_time_it_rings() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread waiter = new Thread(() -> result.complete(bell.await(
                () -> {
                    if (looks.incrementAndGet() >= 100) {
                        enough.countDown();
                    }
                    return open.get();
                },
                Deadline.in(LONG))));
        waiter.setDaemon(true);
        waiter.start();
        while (enough.getCount() > 0) {
            bell.ring();
        }
        assertThat(result).isNotDone();
        open.set(true);
        bell.ring();
        assertThat(ended(result)).isTrue();
    }

    @Test
    @Tag("slow")
    void no_ring_is_lost() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Rounds.upTo(5_000, round -> {
                AtomicBoolean flag = new AtomicBoolean();
                CompletableFuture<Boolean> result =
                        CompletableFuture.supplyAsync(() -> bell.await(flag::get, Deadline.in(LONG)), thread);
                flag.set(true);
                bell.ring();
                assertThat(ended(result)).isTrue();
            });
        } finally {
            thread.shutdownNow();
        }
    }

    @Nested
    class When_the_deadline_passes {
        @Test
        void the_wait_ends_without_the_condition() {
            assertThat(bell.await(condition, Deadline.in(Duration.ofMillis(5)))).isFalse();
            assertThat(bell.await(condition, Deadline.in(Duration.ZERO))).isFalse();
        }

        @Test
        void because_it_is_made_now_who_waits_notices() throws Exception {
            Deadline deadline = Deadline.in(LONG);
            CompletableFuture<Boolean> waiting = waiting(deadline);
            deadline.hasten();
            assertThat(ended(waiting)).isFalse();
        }

        @Test
        void because_an_outer_one_is_made_now_who_waits_for_a_part_notices() throws Exception {
            Deadline outer = Deadline.in(LONG);
            CompletableFuture<Boolean> waiting = waiting(outer.within(LONG).within(LONG));
            outer.hasten();
            assertThat(ended(waiting)).isFalse();
        }

        @Test
        void because_of_a_limit_that_came_during_the_wait_who_waits_notices() throws Exception {
            Deadline deadline = Deadline.in(LONG);
            CompletableFuture<Boolean> waiting = waiting(deadline);
            Deadline limit = Deadline.in(LONG);
            deadline.limitBy(limit);
            limit.hasten();
            assertThat(ended(waiting)).isFalse();
        }
    }

    @Nested
    class When_who_waits_is_interrupted {
        @Test
        void an_interruptible_wait_ends() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> bell.awaitInterruptibly(condition, Deadline.in(LONG)))
                    .isExactlyInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        @Test
        void another_wait_goes_on_and_the_flag_is_set_again_at_its_end() throws Exception {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                bell.await(condition, Deadline.in(LONG));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            waiter.setDaemon(true);
            waiter.start();
            assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
            waiter.interrupt();
            assertThat(flag).isNotDone();
            open.set(true);
            bell.ring();
            assertThat(ended(flag)).isTrue();
        }

        @Test
        void the_flag_is_set_again_at_the_deadline_too() {
            Thread.currentThread().interrupt();
            assertThat(bell.await(condition, Deadline.in(Duration.ofMillis(5)))).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
    }

    @Test
    void a_ring_is_not_lost_to_a_condition_that_parks_itself() {
        Bell bell = new Bell();
        AtomicInteger looks = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        boolean held = bell.await(
                () -> {
                    boolean seen = over.get();
                    // a few looks come before it enters
                    if (looks.incrementAndGet() == 5) {
                        over.set(true);
                        bell.ring();
                        // as a lock does that somebody holds
                        LockSupport.parkNanos(1_000_000);
                    }
                    return seen;
                },
                Deadline.in(Duration.ofSeconds(20)));
        assertThat(held).isTrue();
        assertThat(looks).hasValue(6);
    }
}
