package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
    @Test
    void they_are_the_stack_of_a_thread() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Thread thread = waiting(call -> call, release);

        Throwable stack = Whereabouts.of(thread);

        release.countDown();
        assertThat(stack).isExactlyInstanceOf(Throwable.class).hasMessage("stack of thread [stuck]");
        assertThat(stack.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .contains(CountDownLatch.class.getName(), WhereaboutsTest.class.getName())
                .doesNotContain(Whereabouts.class.getName());
        assertThat(stack.getCause()).isNull();
        assertThat(stack.getSuppressed()).isEmpty();
    }

    @Test
    void there_are_none_without_a_thread() {
        assertThat(Whereabouts.of(null)).isNull();
    }

    @Nested
    class When_a_log_keeps_them {
        @Test
        void neither_the_code_of_the_thread_nor_that_of_the_one_who_looks_is_held() throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            Guest guest = new Guest();
            Thread thread = waiting(guest::around, release);

            Throwable kept =
                    (Throwable) guest.around(() -> Whereabouts.of(thread)).call();

            release.countDown();
            thread.join();
            assertThat(kept.getStackTrace())
                    .extracting(StackTraceElement::getClassName)
                    .contains(Around.class.getName());
            WeakReference<ClassLoader> loader = new WeakReference<>(guest);
            guest = null;
            assertThat(isCollected(loader)).as("the loader is collected").isTrue();
            assertThat(kept).as("it is kept all the time").isNotNull();
        }
    }

    private static Thread waiting(UnaryOperator<Callable<Object>> wrapping, CountDownLatch release) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Callable<Object> body = wrapping.apply(() -> {
            begun.countDown();
            release.await();
            return "done";
        });
        Thread thread = new Thread(new FutureTask<>(body), "stuck");
        thread.setDaemon(true);
        thread.start();
        Ground.await(begun);
        while (thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static boolean isCollected(WeakReference<?> reference) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(Ground.GENEROUS_SECONDS);
        while (reference.get() != null && System.nanoTime() < limit) {
            System.gc();
        }
        return reference.get() == null;
    }

    /** Calls something else. */
    public static final class Around implements Callable<Object> {
        private final Callable<Object> inner;

        public Around(Callable<Object> inner) {
            this.inner = inner;
        }

        @Override
        public Object call() throws Exception {
            return inner.call();
        }
    }

    /** The loader of a bundle, which has an {@link Around} of its own. */
    private static final class Guest extends ClassLoader {
        private final Class<?> around;

        Guest() throws IOException {
            super(WhereaboutsTest.class.getClassLoader());
            String file = Around.class.getName().replace('.', '/') + ".class";
            try (InputStream in = getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                around = defineClass(Around.class.getName(), bytes, 0, bytes.length);
            }
        }

        @SuppressWarnings("unchecked")
        Callable<Object> around(Callable<Object> inner) {
            try {
                return (Callable<Object>) around.getConstructor(Callable.class).newInstance(inner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
