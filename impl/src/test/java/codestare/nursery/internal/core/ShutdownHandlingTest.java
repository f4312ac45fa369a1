package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.ShutdownService;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

class ShutdownHandlingTest {
    private static final ExceptionHandler OWN = (loop, context) -> {};

    @Nested
    class When_nurseries_are_opened {
        @EachThreadKind
        void the_first_of_a_loop_sets_it_up_once(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            assertThat(ground.armings()).isZero();
            assertThat(loop.exceptionHandler()).isEmpty();
            ground.open("first").close();
            assertThat(ground.armings()).isEqualTo(1);
            assertThat(loop.exceptionHandler()).containsSame(ExceptionHandler.shutdownLoop());
            ground.open("second").open("child");
            assertThat(ground.armings()).isEqualTo(1);
        }

        @EachThreadKind
        void each_loop_has_its_own(Ground ground) {
            ground.open("first");
            TaskLoop second = ground.loops().loop("second");
            assertThat(second.exceptionHandler()).isEmpty();
            ground.factory().open("on the second", second);
            assertThat(second.exceptionHandler()).containsSame(ExceptionHandler.shutdownLoop());
            assertThat(ground.armings()).isEqualTo(2);
        }

        @EachThreadKind
        void a_handler_that_the_user_set_before_is_kept(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            loop.setExceptionHandler(OWN);
            ground.open("first");
            assertThat(loop.exceptionHandler()).containsSame(OWN);
            assertThat(ground.armings()).isEqualTo(1);
        }

        @EachThreadKind
        void a_handler_that_the_user_set_in_between_is_kept(Ground ground) {
            TaskLoop loop = ground.open("first").loop();
            loop.setExceptionHandler(OWN);
            ground.open("second");
            assertThat(loop.exceptionHandler()).containsSame(OWN);
            loop.setExceptionHandler(null);
            ground.open("third");
            assertThat(loop.exceptionHandler()).containsSame(ExceptionHandler.logOnly());
        }
    }

    @Nested
    class When_a_loop_has_no_nursery {
        @EachThreadKind
        void nothing_is_set_up_and_a_failure_is_only_logged(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            Task<Void> bad = Ground.ended(loop.createTask("bad", () -> {
                throw new IOException("boom");
            }));
            assertThat(bad.status()).isEqualTo(Task.Status.FAILED);
            assertThat(loop.isRunning()).isTrue();
            assertThat(loop.exceptionHandler()).isEmpty();
            assertThat(ground.armings()).isZero();
        }
    }

    @Nested
    class When_it_is_added_by_hand {
        @EachThreadKind
        void further_calls_and_nurseries_do_nothing(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            ShutdownService service = ground.shutdownService();
            service.addShutdownHandling(loop);
            assertThat(ground.armings()).isEqualTo(1);
            assertThat(loop.exceptionHandler()).containsSame(ExceptionHandler.shutdownLoop());
            loop.setExceptionHandler(OWN);
            service.addShutdownHandling(loop);
            ground.tenant().shutdownService().addShutdownHandling(loop);
            ground.open("N");
            assertThat(ground.armings()).isEqualTo(1);
            assertThat(loop.exceptionHandler()).containsSame(OWN);
        }

        @EachThreadKind
        void many_that_add_it_at_once_add_it_once(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().defaultLoop();
            int callers = 8;
            CyclicBarrier together = new CyclicBarrier(callers);
            ExecutorService threads = Executors.newFixedThreadPool(callers);
            try {
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    calls.add(threads.submit(() -> {
                        together.await();
                        ground.shutdownService().addShutdownHandling(loop);
                        return null;
                    }));
                }
                for (Future<?> call : calls) {
                    call.get();
                }
                assertThat(ground.armings()).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }

        @EachThreadKind
        void setting_it_up_does_it_each_time_and_keeps_the_handler(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            ShutdownService service = ground.shutdownService();
            service.setupShutdownHandling(loop);
            assertThat(loop.exceptionHandler()).containsSame(ExceptionHandler.shutdownLoop());
            loop.setExceptionHandler(OWN);
            service.setupShutdownHandling(loop);
            assertThat(loop.exceptionHandler()).containsSame(OWN);
            assertThat(ground.armings()).isEqualTo(2);
        }
    }

    @Nested
    class When_the_signals_cannot_be_had {
        @EachThreadKind
        void the_nursery_is_not_opened_and_the_next_one_tries_again(Ground ground) {
            IllegalStateException exiting = new IllegalStateException("no hooks now");
            AtomicInteger asked = new AtomicInteger();
            NurseryEngine engine = new NurseryEngine(
                    new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ground.kind(), false), () -> {
                        if (asked.incrementAndGet() == 1) {
                            throw exiting;
                        }
                    });
            Tenant tenant = engine.bundle("acme.other", 18, null);
            assertThatThrownBy(() -> tenant.factory().open("N")).isSameAs(exiting);
            assertThat(tenant.registry().nurseries()).isEmpty();
            tenant.factory().open("N").close();
            assertThat(asked).hasValue(2);
        }
    }
}
