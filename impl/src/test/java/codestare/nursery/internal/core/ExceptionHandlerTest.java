package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class ExceptionHandlerTest {
    private final IOException failure = new IOException("boom");
    private final Queue<ExceptionContext> told = new ConcurrentLinkedQueue<>();

    private Task<Void> failing(TaskNursery nursery, String name, Throwable thrown) {
        return nursery.createTask(name, () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
    }

    @Nested
    class When_a_child_fails {
        @EachThreadKind
        void it_is_told_once_on_the_worker_after_the_status_is_set(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskLoop loop = nursery.loop();
            loop.setExceptionHandler((at, context) -> {
                told.add(context);
                ground.note(context.task().status() + " on "
                        + Thread.currentThread().getName() + ", own loop " + (at == loop) + ", current task "
                        + (ground.loops().currentTask().orElseThrow() == context.task()));
            });
            Task<Void> bad = Ground.ended(failing(nursery, "bad", failure));
            assertThat(told)
                    .containsExactly(new ExceptionContext("task [bad:N] failed", failure, bad, nursery.sentinelTask()));
            assertThat(ground.events()).containsExactly("FAILED on bad:N, own loop true, current task true");
            assertThatThrownBy(nursery::close).hasCause(failure);
            assertThat(told).hasSize(1);
        }

        @EachThreadKind
        void it_has_been_told_before_those_who_are_told_of_the_end(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> ground.note("handler"));
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> bad = nursery.createTask("bad", () -> {
                release.await();
                throw failure;
            });
            CountDownLatch told = new CountDownLatch(1);
            bad.onDone(task -> {
                ground.note("onDone");
                told.countDown();
            });
            release.countDown();
            Ground.await(told);
            assertThat(ground.events()).containsExactly("handler", "onDone");
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void each_failure_is_told_once_in_the_order_of_their_coming(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> told.add(context));
            Exception second = new Exception("second");
            Ground.ended(failing(nursery, "first", failure));
            Ground.ended(failing(nursery, "second", second));
            Ground.ended(failing(nursery, "again", failure));
            assertThat(told)
                    .extracting(ExceptionContext::message)
                    .containsExactly("task [first:N] failed", "task [second:N] failed", "task [again:N] failed");
            assertThatThrownBy(nursery::close)
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("nursery [N] failed with java.io.IOException")
                    .hasCause(failure)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(second));
        }

        @EachThreadKind
        void one_that_fails_while_the_nursery_closes_is_told_as_well(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> told.add(context));
            Ground.spoilsport(nursery, "bad", failure);
            assertThatThrownBy(nursery::close).hasCause(failure);
            assertThat(told).extracting(ExceptionContext::exception).containsExactly(failure);
        }

        @EachThreadKind
        void an_interrupt_that_was_meant_for_the_child_does_not_reach_it(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop()
                    .setExceptionHandler((loop, context) ->
                            ground.note("interrupted: " + Thread.currentThread().isInterrupted()));
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> bad = nursery.createTask("bad", () -> {
                begun.countDown();
                Ground.awaitStubbornly(release);
                throw failure;
            });
            Ground.await(begun);
            bad.cancel("enough");
            release.countDown();
            Ground.ended(bad);
            assertThat(ground.events()).containsExactly("interrupted: false");
            assertThatThrownBy(nursery::close).hasCause(failure);
        }
    }

    @Nested
    class When_a_task_of_no_nursery_fails {
        @EachThreadKind
        void it_is_told_without_a_sentinel(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            loop.setExceptionHandler((at, context) -> told.add(context));
            Task<Void> bad = Ground.ended(loop.createTask("loose", () -> {
                throw failure;
            }));
            assertThat(told).containsExactly(new ExceptionContext("task [loose] failed", failure, bad, null));
            assertThat(loop.isRunning()).isTrue();
        }
    }

    @Nested
    class When_it_throws_itself {
        @EachThreadKind
        void that_is_logged_and_the_loop_shuts_down_for_the_failure(Ground ground) {
            for (Throwable broken : List.of(new IllegalStateException("broken"), new AssertionError("broken"))) {
                TaskNursery nursery = ground.open("N");
                TaskLoop loop = nursery.loop();
                loop.setExceptionHandler((at, context) -> {
                    told.add(context);
                    if (broken instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) broken;
                });
                try (Logged logged = new Logged()) {
                    failing(nursery, "bad", failure);
                    assertThatThrownBy(loop::runForever)
                            .isExactlyInstanceOf(NurseryException.class)
                            .hasMessage("loop [acme.search/17] failed with java.io.IOException")
                            .hasCause(failure)
                            .satisfies(
                                    thrown -> assertThat(thrown.getSuppressed()).isEmpty());
                    assertThat(logged.lines())
                            .contains(
                                    "SEVERE the exception handler of loop [acme.search/17] failed;"
                                            + " the loop shuts down | " + broken,
                                    "SEVERE loop [acme.search/17]: task [bad:N] failed | " + failure);
                }
                assertThat(nursery.isClosed()).isTrue();
            }
            assertThat(told).hasSize(2);
        }
    }

    @Nested
    class When_it_is_a_ready_made_one {
        @EachThreadKind
        void logOnly_ends_nothing(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(ExceptionHandler.logOnly());
            Task<Void> sibling = ground.sleeper(nursery, "sibling");
            try (Logged logged = new Logged()) {
                Ground.ended(failing(nursery, "bad", failure));
                assertThat(logged.lines())
                        .containsExactly("SEVERE loop [acme.search/17]: task [bad:N] failed | " + failure);
            }
            assertThat(sibling.isDone()).isFalse();
            assertThat(nursery.createTask("five", () -> 5).get()).isEqualTo(5);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void closeNursery_ends_the_failing_nursery_only(Ground ground) {
            TaskNursery other = ground.open("other");
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(ExceptionHandler.closeNursery());
            Task<Void> others = ground.sleeper(other, "other");
            Task<Void> sibling = ground.sleeper(nursery, "sibling");
            failing(nursery, "bad", failure);
            Ground.ended(nursery.sentinelTask());
            assertThatThrownBy(sibling::get).hasMessage("task [sibling:N] is cancelled: task [bad:N] failed");
            assertThat(others.isDone()).isFalse();
            assertThat(nursery.loop().isRunning()).isTrue();
            assertThatThrownBy(nursery::close).hasCause(failure);
            other.close();
        }
    }

    @Nested
    class When_it_is_set_anew {
        @EachThreadKind
        void later_failures_go_to_the_new_one(Ground ground) {
            TaskNursery nursery = ground.open("N");
            ExceptionHandler first = (loop, context) -> ground.note("first: " + context.message());
            ExceptionHandler second = (loop, context) -> ground.note("second: " + context.message());
            nursery.loop().setExceptionHandler(first);
            assertThat(nursery.loop().exceptionHandler()).containsSame(first);
            Ground.ended(failing(nursery, "a", failure));
            nursery.loop().setExceptionHandler(second);
            Ground.ended(failing(nursery, "b", failure));
            assertThat(ground.events()).containsExactly("first: task [a:N] failed", "second: task [b:N] failed");
            assertThatThrownBy(nursery::close).hasCause(failure);
        }
    }
}
