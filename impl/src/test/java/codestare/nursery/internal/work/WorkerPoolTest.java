package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WorkerPoolTest {
    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Job blocked(CountDownLatch begun, CountDownLatch release) {
        return Jobs.of("blocked", () -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Nested
    class When_jobs_block {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        @Tag("slow")
        void a_ready_job_never_waits_behind_them(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(200);
            for (int i = 0; i < 200; i++) {
                assertThat(jobs.submit(blocked(begun, release))).isTrue();
            }
            await(begun);
            CountDownLatch ready = new CountDownLatch(1);
            jobs.submit(Jobs.of("ready", ready::countDown));
            await(ready);
            release.countDown();
            supply.awaitNoThread();
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        @Tag("slow")
        void those_that_one_of_them_adds_before_it_blocks_run_as_well(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            CountDownLatch begun = new CountDownLatch(200);
            CountDownLatch release = new CountDownLatch(1);
            // each blocks until all have begun: no one may stand behind another
            jobs.submit(Jobs.of("creator", () -> {
                for (int i = 0; i < 200; i++) {
                    jobs.submit(blocked(begun, release));
                }
                blocked(begun, begun).run();
            }));
            await(begun);
            release.countDown();
            supply.awaitNoThread();
        }
    }

    @Nested
    class On_virtual_threads {
        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void a_worker_that_always_finds_jobs_lets_others_have_its_processor() throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(ThreadKind.VIRTUAL);
            TestJobs jobs = new TestJobs(supply.pool("pool"));
            AtomicReference<Thread> first = new AtomicReference<>();
            CountDownLatch left = new CountDownLatch(1);
            AtomicBoolean over = new AtomicBoolean();
            AtomicReference<Runnable> again = new AtomicReference<>();
            again.set(() -> {
                first.compareAndSet(null, Thread.currentThread());
                if (!first.get().isAlive()) {
                    left.countDown();
                } else if (!over.get()) {
                    // never fewer than these two
                    jobs.submit(Jobs.of("endless", again.get()));
                }
            });
            jobs.submit(Jobs.of("endless", again.get()));
            jobs.submit(Jobs.of("endless", again.get()));
            try {
                await(left);
            } finally {
                over.set(true);
            }
            supply.awaitNoThread();
        }
    }

    @Nested
    class When_jobs_are_short {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        @Tag("slow")
        void they_share_a_few_threads(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            CountDownLatch ended = new CountDownLatch(100_000);
            jobs.submit(Jobs.of("creator", () -> {
                for (int i = 0; i < 100_000; i++) {
                    jobs.submit(Jobs.of("short", ended::countDown));
                }
            }));
            await(ended);
            assertThat(supply.made()).hasSizeLessThan(1_000);
            supply.awaitNoThread();
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        @Tag("slow")
        void each_runs_once_however_many_add_them(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(4 * 5_000);
            for (int creator = 0; creator < 4; creator++) {
                pool.startFresh(Jobs.of("creator", () -> {
                    for (int i = 0; i < 5_000; i++) {
                        jobs.submit(Jobs.of("short", () -> {
                            runs.incrementAndGet();
                            ended.countDown();
                        }));
                    }
                }));
            }
            await(ended);
            supply.awaitNoThread();
            assertThat(runs).hasValue(4 * 5_000);
        }
    }

    @Nested
    class When_jobs_come_one_after_the_other {
        @Test
        void a_platform_thread_that_has_run_one_is_there_for_the_next() throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(ThreadKind.PLATFORM);
            TestJobs jobs = new TestJobs(supply.pool("pool"));
            for (int i = 0; i < 200; i++) {
                CountDownLatch ended = new CountDownLatch(1);
                assertThat(jobs.submit(Jobs.of("job", ended::countDown))).isTrue();
                await(ended);
            }
            // mostly a few; on a machine that pauses, some must have ended
            assertThat(supply.made()).hasSizeLessThan(150);
            supply.awaitNoThread();
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void threads_of_another_kind_take_over_though_those_of_the_old_one_rest() throws InterruptedException {
            AtomicReference<ThreadKind> kind = new AtomicReference<>(ThreadKind.PLATFORM);
            WorkerPool pool = new WorkerPool("pool", () -> ThreadMaker.of(kind.get()));
            TestJobs jobs = new TestJobs(pool);
            runOne(jobs);
            kind.set(ThreadKind.VIRTUAL);
            boolean virtual = false;
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            // no gap in which the old ones could find their end
            while (!virtual && System.nanoTime() < limit) {
                virtual = ThreadMaker.isVirtual(runOne(jobs));
            }
            assertThat(virtual).isTrue();
        }

        private Thread runOne(TestJobs jobs) throws InterruptedException {
            AtomicReference<Thread> ran = new AtomicReference<>();
            CountDownLatch ended = new CountDownLatch(1);
            assertThat(jobs.submit(Jobs.of("job", () -> {
                        ran.set(Thread.currentThread());
                        ended.countDown();
                    })))
                    .isTrue();
            await(ended);
            return ran.get();
        }
    }

    @Nested
    class When_nothing_is_left_to_do {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void no_thread_is_left_and_the_next_job_gets_a_new_one(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            assertThat(supply.made()).isEmpty();
            for (int round = 1; round <= 3; round++) {
                CountDownLatch ended = new CountDownLatch(1);
                assertThat(jobs.submit(Jobs.of("job", ended::countDown))).isTrue();
                await(ended);
                supply.awaitNoThread();
                assertThat(supply.made()).hasSize(round);
            }
        }
    }

    @Nested
    class When_a_job_throws {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void the_next_one_runs_on_the_same_thread(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            supply.limitTo(1);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            jobs.submit(blocked(begun, release));
            await(begun);
            CountDownLatch ended = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                jobs.submit(Jobs.of("bad", () -> {
                    ended.countDown();
                    throw new StackOverflowError();
                }));
            }
            release.countDown();
            await(ended);
            supply.awaitNoThread();
        }
    }

    @Nested
    class When_a_job_wants_a_fresh_thread {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void it_shares_that_with_nobody(ThreadKind kind) throws InterruptedException {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < 100; i++) {
                assertThat(pool.startFresh(Jobs.of("fresh", () -> seen.add(Thread.currentThread()))))
                        .isTrue();
                jobs.submit(Jobs.of("other", () -> {}));
            }
            supply.awaitNoThread();
            assertThat(seen).hasSize(100);
        }
    }
}
