package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JobQueueTest {
    private final JobQueue queue = new JobQueue();

    private static Job job(int number) {
        return Jobs.of("job " + number, () -> {});
    }

    private static int number(Job job) {
        return Integer.parseInt(job.name().substring(4));
    }

    @Nested
    class With_one_thread {
        @Test
        void jobs_come_out_in_the_order_of_their_coming() {
            for (int i = 0; i < 2_000; i++) {
                queue.add(job(i));
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(queue.isEmpty()).isFalse();
                Job job = queue.poll();
                assertThat(job).isNotNull();
                assertThat(number(job)).isEqualTo(i);
            }
            assertThat(queue.isEmpty()).isTrue();
            assertThat(queue.poll()).isNull();
        }

        @Test
        void it_is_empty_again_after_each_one() {
            for (int i = 0; i < 2_000; i++) {
                assertThat(queue.isEmpty()).isTrue();
                assertThat(queue.poll()).isNull();
                queue.add(job(i));
                assertThat(queue.isEmpty()).isFalse();
                assertThat(number(queue.poll())).isEqualTo(i);
            }
        }

        @Test
        void one_that_is_taken_out_again_does_not_come() {
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                jobs.add(job(i));
                queue.add(jobs.get(i));
            }
            assertThat(queue.remove(jobs.get(400))).isTrue();
            assertThat(queue.remove(jobs.get(400))).isFalse();
            for (int i = 0; i < 600; i++) {
                if (i != 400) {
                    assertThat(queue.poll()).isSameAs(jobs.get(i));
                }
            }
            assertThat(queue.poll()).isNull();
            assertThat(queue.remove(jobs.get(0))).isFalse();
        }
    }

    @Nested
    class With_many_threads {
        private static final int JOBS = 300_000;

        @Test
        @Tag("slow")
        void each_job_comes_once_and_those_of_one_thread_in_their_order() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            AtomicIntegerArray taken = new AtomicIntegerArray(2 * JOBS);
            AtomicInteger left = new AtomicInteger(2 * JOBS);
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> parts = new ArrayList<>();
            for (int side = 0; side < 2; side++) {
                int first = side * JOBS;
                parts.add(threads.submit(() -> {
                    together.await();
                    for (int i = 0; i < JOBS; i++) {
                        // now and then those who take catch up, as workers do
                        while (i % 300 == 299 && !queue.isEmpty()) {
                            Thread.onSpinWait();
                        }
                        queue.add(job(first + i));
                    }
                    return null;
                }));
                parts.add(threads.submit(() -> {
                    together.await();
                    int[] last = {-1, -1};
                    while (left.get() > 0) {
                        Job job = queue.poll();
                        if (job != null) {
                            int number = number(job);
                            int of = number / JOBS;
                            assertThat(number).isGreaterThan(last[of]);
                            last[of] = number;
                            taken.incrementAndGet(number);
                            left.decrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            try {
                for (Future<?> part : parts) {
                    part.get(60, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
            for (int i = 0; i < 2 * JOBS; i++) {
                assertThat(taken.get(i)).isEqualTo(1);
            }
        }
    }
}
