package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Nested;

/** What goes wrong where nobody looks for it: the rest goes on, and nothing is lost. */
class FaultsTest {
    /** Whatever is asked of it fails. */
    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        private static IllegalStateException refusal() {
            return new IllegalStateException("asked of a hostile exception");
        }

        @Override
        public String getMessage() {
            throw refusal();
        }

        @Override
        public String toString() {
            throw refusal();
        }

        @Override
        public int hashCode() {
            throw refusal();
        }

        @Override
        public boolean equals(Object other) {
            throw refusal();
        }
    }

    @Nested
    class An_exception_that_fails_whatever_it_is_asked {
        @EachThreadKind
        void ends_its_task_and_is_told_like_any_other(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> {
                ground.note("handler");
                ExceptionHandler.logOnly().handle(loop, context);
            });
            Hostile one = new Hostile();
            Hostile two = new Hostile();
            Hostile three = new Hostile();
            Task<Void> first = Ground.ended(nursery.createTask("first", () -> {
                throw one;
            }));
            Ground.ended(nursery.createTask("second", () -> {
                throw two;
            }));
            assertThat(first.exceptionNow() == one).isTrue();
            assertThat(ground.events()).containsExactly("handler", "handler");
            nursery.callback(() -> ground.note("oldest"));
            nursery.callback(() -> {
                throw three;
            });
            ground.sleeper(nursery, "sleeper");
            Throwable thrown = catchThrowable(nursery::close);
            assertThat(thrown instanceof NurseryException && thrown.getCause() == three)
                    .isTrue();
            assertThat(three.getSuppressed()[0] == one).isTrue();
            assertThat(thrown.getSuppressed()[0] == two).isTrue();
            assertThat(ground.events()).containsExactly("handler", "handler", "sleeper ended", "oldest");
            assertThat(ground.engine().view().failures()).hasSize(2);
        }
    }

    @Nested
    class An_error {
        @EachThreadKind
        void of_a_stack_that_overflows_ends_its_task_and_not_its_worker(Ground ground) throws Exception {
            endsItsTaskOnly(ground, () -> deep(0), StackOverflowError.class);
        }

        private int deep(int depth) {
            return depth < 0 ? 0 : deep(depth + 1) + 1;
        }

        @EachThreadKind
        void like_ThreadDeath_ends_its_task_and_not_its_worker(Ground ground) throws Exception {
            endsItsTaskOnly(
                    ground,
                    () -> {
                        throw new ThreadDeath();
                    },
                    ThreadDeath.class);
        }

        private void endsItsTaskOnly(Ground ground, Callable<?> body, Class<? extends Error> type) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                one.loop().setExceptionHandler(ExceptionHandler.logOnly());
                Task<?> broken = nursery.createTask("broken", body);
                Task<Integer> next = nursery.createTask("next", () -> 5);
                one.go();
                assertThat(next.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)).isEqualTo(5);
                assertThat(broken.exceptionNow()).isInstanceOf(type);
                assertThat(one.threads()).hasSize(1);
                assertThatThrownBy(nursery::close).isSameAs(broken.exceptionNow());
            }
        }

        @EachThreadKind
        void of_a_stack_that_overflows_in_an_exit_callback_lets_the_older_ones_run(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.callback(() -> ground.note("oldest"));
            nursery.callback(() -> deep(0));
            assertThatThrownBy(nursery::close).isInstanceOf(StackOverflowError.class);
            assertThat(ground.events()).containsExactly("oldest");
            assertThat(nursery.isClosed()).isTrue();
        }
    }

    @Nested
    class A_class_loader_that_is_closed_under_a_task {
        @EachThreadKind
        void fails_it_by_what_it_has_not_loaded_yet_and_the_rest_ends_in_order(Ground ground) throws Exception {
            URL classes = FaultsTest.class.getProtectionDomain().getCodeSource().getLocation();
            URLClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            Callable<?> visitor = (Callable<?>) Class.forName(Visitor.class.getName(), true, loader)
                    .getConstructor(CountDownLatch.class, CountDownLatch.class)
                    .newInstance(begun, closed);
            TaskNursery nursery = ground.open("N");
            nursery.callback(() -> ground.note("oldest"));
            ground.sleeper(nursery, "sleeper");
            Task<?> task = nursery.createTask("visitor", visitor);
            Ground.await(begun);
            loader.close();
            closed.countDown();
            assertThat(Ground.ended(task).exceptionNow()).isInstanceOf(NoClassDefFoundError.class);
            Ground.ended(nursery.sentinelTask());
            assertThat(ground.events()).containsExactly("sleeper ended", "oldest");
            assertThatThrownBy(nursery::close).isSameAs(task.exceptionNow());
        }
    }

    /** Loaded by a loader of its own; needs another class after a while. */
    public static final class Visitor implements Callable<Object> {
        private final CountDownLatch begun;
        private final CountDownLatch closed;

        public Visitor(CountDownLatch begun, CountDownLatch closed) {
            this.begun = begun;
            this.closed = closed;
        }

        @Override
        public Object call() throws InterruptedException {
            begun.countDown();
            closed.await();
            return new Needed();
        }
    }

    private static final class Needed {}

    @Nested
    class A_clock_that_jumps_a_year_ahead {
        @EachThreadKind
        void disturbs_nothing_that_is_not_closing(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            ground.clock().advance(Duration.ofDays(365));
            assertThat(nursery.createTask("later", () -> 5).get()).isEqualTo(5);
            assertThat(sleeper.status()).isEqualTo(Task.Status.RUNNING);
            nursery.close();
            assertThat(sleeper.status()).isEqualTo(Task.Status.CANCELLED);
            assertThat(ground.engine().stragglers().live()).isEmpty();
        }

        @EachThreadKind
        void ends_the_close_that_is_under_way_and_the_next_has_its_time(Ground ground) throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            nursery.callback(() -> ground.note("oldest"));
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
            ground.clock().stop();
            FutureTask<Void> close = new FutureTask<>(nursery::close, null);
            new Thread(close).start();
            ground.passWhenAwaited(Duration.ofDays(365));
            close.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(ground.events()).containsExactly("oldest");
            TaskNursery next = ground.open("next");
            ground.sleeper(next, "sleeper");
            next.close();
            assertThat(ground.events()).containsExactly("oldest", "sleeper ended");
            release.countDown();
            Ground.ended(stubborn);
            ground.awaitNoStraggler();
        }
    }

    @Nested
    class A_log_that_blocks {
        private final Logger logger = Logger.getLogger("codestare.nursery.internal");

        @EachThreadKind
        void holds_up_who_has_something_to_tell_and_nobody_else(Ground ground) throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch blocked = new CountDownLatch(1);
            Handler blocking = new Handler() {
                @Override
                public void publish(LogRecord line) {
                    if (line.getMessage().contains("task [failing:N] failed")) {
                        blocked.countDown();
                        Ground.awaitStubbornly(release);
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
            logger.addHandler(blocking);
            try {
                TaskNursery nursery = ground.open("N");
                nursery.loop().setExceptionHandler(ExceptionHandler.logOnly());
                Task<Void> failing = nursery.createTask("failing", () -> {
                    throw new IllegalStateException("on purpose");
                });
                Ground.await(blocked);
                assertThat(failing.status()).isEqualTo(Task.Status.FAILED);
                assertThat(nursery.createTask("other", () -> 5).get()).isEqualTo(5);
                try (TaskNursery another = ground.open("another")) {
                    ground.sleeper(another, "sleeper");
                }
                assertThat(ground.events()).containsExactly("sleeper ended");
                // the close of its own nursery waits for its worker, no longer than the grace period
                ground.hurried(() -> assertThatThrownBy(nursery::close).hasRootCauseMessage("on purpose"));
                release.countDown();
                Ground.ended(failing);
                ground.awaitNoStraggler();
            } finally {
                release.countDown();
                logger.removeHandler(blocking);
            }
        }
    }
}
