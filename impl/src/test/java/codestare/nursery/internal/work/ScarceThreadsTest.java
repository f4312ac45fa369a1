package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool whose threads run out. */
@Timeout(60)
class ScarceThreadsTest {
    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Nested
    class When_no_thread_can_be_started_and_none_runs {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void the_job_is_given_back_and_never_runs(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            AtomicInteger refused = new AtomicInteger();
            supply.limitTo(0);
            assertThat(jobs.submit(Jobs.of("refused", refused::incrementAndGet)))
                    .isFalse();
            assertThat(pool.startFresh(Jobs.of("refused", refused::incrementAndGet)))
                    .isFalse();
            supply.limitTo(10);
            CountDownLatch ended = new CountDownLatch(1);
            assertThat(jobs.submit(Jobs.of("accepted", ended::countDown))).isTrue();
            await(ended);
            supply.awaitNoThread();
            assertThat(refused).hasValue(0);
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        @Tag("slow")
        void many_that_ask_at_once_are_all_refused(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            AtomicInteger refused = new AtomicInteger();
            AtomicInteger run = new AtomicInteger();
            ThreadSupply askers = new ThreadSupply(ThreadKind.PLATFORM);
            WorkerPool others = askers.pool("askers");
            supply.limitTo(0);
            for (int asker = 0; asker < 8; asker++) {
                others.startFresh(Jobs.of("asker", () -> {
                    for (int i = 0; i < 100; i++) {
                        if (!jobs.submit(Jobs.of("job", run::incrementAndGet))) {
                            refused.incrementAndGet();
                        }
                    }
                }));
            }
            askers.awaitNoThread();
            assertThat(refused).hasValue(800);
            assertThat(run).hasValue(0);
        }
    }

    @Nested
    class When_the_last_thread_runs {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void jobs_wait_for_it_in_their_order(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            supply.limitTo(1);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            jobs.submit(Jobs.of("first", () -> {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            await(begun);
            StringBuffer order = new StringBuffer();
            for (int i = 0; i < 5; i++) {
                int number = i;
                assertThat(jobs.submit(Jobs.of("waiting", () -> order.append(number))))
                        .isTrue();
            }
            assertThat(order).isEmpty();
            release.countDown();
            supply.awaitNoThread();
            assertThat(order).hasToString("01234");
            assertThat(supply.made()).hasSize(1);
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void a_job_that_wants_a_fresh_one_is_refused(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            supply.limitTo(1);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            CountDownLatch release = new CountDownLatch(1);
            jobs.submit(Jobs.of("first", () -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            assertThat(pool.startFresh(Jobs.of("fresh", () -> {}))).isFalse();
            release.countDown();
            supply.awaitNoThread();
        }
    }
}
