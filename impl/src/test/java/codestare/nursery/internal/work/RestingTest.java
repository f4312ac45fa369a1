package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestingTest {
    private final Resting<Runnable> resting = new Resting<>();

    /** Rests, and runs what comes. */
    private void restOnce() {
        Runnable work = resting.rest();
        if (work != null) {
            work.run();
        }
    }

    @Nested
    class When_the_content_of_its_bundle_is_closed {
        @Test
        void a_thread_rests_as_ever() throws Exception {
            URL classes = Resting.class.getProtectionDomain().getCodeSource().getLocation();
            URLClassLoader bundle = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
            Constructor<?> constructor =
                    bundle.loadClass(Resting.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object inside = constructor.newInstance();
            Method rest = inside.getClass().getDeclaredMethod("rest");
            rest.setAccessible(true);
            bundle.close();
            assertThat(rest.invoke(inside)).isNull();
        }
    }

    @Nested
    class When_nobody_rests {
        @Test
        void nobody_takes_the_work() {
            assertThat(resting.take(() -> {})).isFalse();
        }
    }

    @Nested
    class When_a_thread_rests {
        @Test
        void it_takes_the_work_and_runs_it() throws InterruptedException {
            CountDownLatch run = new CountDownLatch(1);
            Thread thread = new Thread(RestingTest.this::restOnce);
            thread.start();
            // where it has rested in vain already, another one must
            while (!resting.take(run::countDown)) {
                if (!thread.isAlive()) {
                    thread = new Thread(RestingTest.this::restOnce);
                    thread.start();
                }
                Thread.onSpinWait();
            }
            assertThat(run.await(30, TimeUnit.SECONDS)).isTrue();
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }

        @Test
        void each_work_is_taken_once() throws Exception {
            AtomicInteger given = new AtomicInteger();
            Semaphore runs = new Semaphore(0);
            Thread[] threads = new Thread[2];
            Rounds.upTo(1_000, round -> {
                do {
                    for (int i = 0; i < threads.length; i++) {
                        if (threads[i] == null || !threads[i].isAlive()) {
                            threads[i] = new Thread(RestingTest.this::restOnce);
                            threads[i].start();
                        }
                    }
                } while (!resting.take(runs::release));
                given.incrementAndGet();
            });
            assertThat(runs.tryAcquire(given.get(), 30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Nested
    class When_no_work_comes {
        @Test
        void it_rests_in_vain_and_is_not_asked_later() {
            assertThat(resting.rest()).isNull();
            assertThat(resting.take(() -> {})).isFalse();
        }

        @Test
        void an_interrupt_neither_ends_the_rest_nor_outlives_it() {
            Thread.currentThread().interrupt();
            assertThat(resting.rest()).isNull();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
