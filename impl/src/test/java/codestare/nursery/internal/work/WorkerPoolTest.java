package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WorkerPoolTest {
    private static WorkerPool pool(ThreadKind kind) {
        ThreadMaker maker = ThreadMaker.of(kind);
        return new WorkerPool("pool", () -> maker);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void a_ready_job_never_waits_behind_blocked_ones(ThreadKind kind) throws InterruptedException {
        WorkerPool pool = pool(kind);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            assertThat(pool.submit(Jobs.of("blocked", () -> {
                        begun.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })))
                    .isTrue();
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        CountDownLatch ready = new CountDownLatch(1);
        pool.submit(Jobs.of("ready", ready::countDown));
        assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void short_jobs_share_a_few_threads(ThreadKind kind) throws InterruptedException {
        WorkerPool pool = pool(kind);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch ended = new CountDownLatch(100_000);
        pool.submit(Jobs.of("creator", () -> {
            for (int i = 0; i < 100_000; i++) {
                pool.submit(Jobs.of("short", () -> {
                    threads.add(Thread.currentThread());
                    ended.countDown();
                }));
            }
        }));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).hasSizeLessThan(10_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void a_job_that_throws_does_not_stop_the_others(ThreadKind kind) throws InterruptedException {
        WorkerPool pool = pool(kind);
        CountDownLatch ended = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            pool.submit(Jobs.of("bad", () -> {
                ended.countDown();
                throw new StackOverflowError();
            }));
        }
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
