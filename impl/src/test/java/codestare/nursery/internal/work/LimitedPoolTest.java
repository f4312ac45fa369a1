package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool in which a few workers only may run at once. */
@Timeout(60)
class LimitedPoolTest {
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(5);

    private void submitFiveThatBlock(TestJobs jobs) {
        for (int i = 0; i < 5; i++) {
            int number = i;
            assertThat(jobs.submit(Jobs.of("job", () -> {
                        begun.add(number);
                        turns.acquireUninterruptibly();
                        ended.countDown();
                    })))
                    .isTrue();
        }
    }

    private void awaitBegun(int count) {
        while (begun.size() < count) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void jobs_beyond_the_limit_wait_and_begin_in_their_order(ThreadKind kind) throws InterruptedException {
        ThreadSupply supply = new ThreadSupply(kind);
        submitFiveThatBlock(new TestJobs(supply.pool("pool", () -> 2)));
        awaitBegun(2);
        assertThat(begun).containsExactlyInAnyOrder(0, 1);
        // one by one: two that begin at once note it in any order
        for (int next = 2; next < 5; next++) {
            turns.release();
            awaitBegun(next + 1);
            assertThat(begun).hasSize(next + 1).endsWith(next);
        }
        turns.release(2);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        supply.awaitNoThread();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void those_that_wait_begin_when_the_limit_is_raised(ThreadKind kind) throws InterruptedException {
        ThreadSupply supply = new ThreadSupply(kind);
        AtomicInteger limit = new AtomicInteger(1);
        WorkerPool pool = supply.pool("pool", limit::get);
        submitFiveThatBlock(new TestJobs(pool));
        awaitBegun(1);
        limit.set(4);
        pool.limitChanged();
        awaitBegun(4);
        assertThat(begun).hasSize(4);
        turns.release(5);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        supply.awaitNoThread();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Tag("slow")
    void never_do_more_run_and_none_is_lost(int limit) throws Exception {
        ThreadSupply supply = new ThreadSupply(ThreadKind.PLATFORM);
        TestJobs submitting = new TestJobs(supply.pool("pool", () -> limit));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger submitted = new AtomicInteger();
        Semaphore ran = new Semaphore(0);
        Rounds.upTo(200_000, round -> {
            assertThat(submitting.submit(Jobs.of("job", () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        running.decrementAndGet();
                        ran.release();
                    })))
                    .isTrue();
            submitted.incrementAndGet();
            if (round % 64 == 0) {
                // lets the pool run dry now and then
                Thread.yield();
            }
        });
        assertThat(ran.tryAcquire(submitted.get(), 30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isLessThanOrEqualTo(limit);
        supply.awaitNoThread();
    }
}
