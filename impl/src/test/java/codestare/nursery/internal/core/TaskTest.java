package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExcInfo;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;

class TaskTest {
    @Nested
    class When_it_succeeds {
        @EachThreadKind
        void it_bears_its_name_and_gives_its_result(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Integer> five = nursery.createTask("five", () -> 5);
            assertThat(five.get()).isEqualTo(5);
            assertThat(five.get(0, TimeUnit.SECONDS)).isEqualTo(5);
            assertThat(five.resultNow()).isEqualTo(5);
            assertThat(five.name()).isEqualTo("five:N");
            assertThat(five.status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(five.isDone()).isTrue();
            assertThat(five.isCancelled()).isFalse();
            assertThat(five.excInfo()).isEqualTo(ExcInfo.NONE);
            assertThat(five).hasToString("Task[five:N, SUCCEEDED]");
            assertThat(nursery.tasks()).isEmpty();
            nursery.close();
        }

        @EachThreadKind
        void null_is_a_result(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<Object> task = nursery.createTask("null", () -> null);
                assertThat(task.get()).isNull();
                assertThat(task.resultNow()).isNull();
            }
        }

        @EachThreadKind
        void it_leaves_silently_and_its_siblings_go_on(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<Void> sibling = ground.sleeper(nursery, "sibling");
                nursery.createTask("five", () -> 5).get();
                assertThat(nursery.tasks()).isEqualTo(List.of(sibling));
                assertThat(sibling.status()).isEqualTo(Task.Status.RUNNING);
                assertThat(nursery.loop().isRunning()).isTrue();
            }
        }

        @EachThreadKind
        void its_loop_is_known_after_the_end_of_both(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Integer> five = nursery.createTask("five", () -> 5);
            five.get();
            nursery.close();
            nursery.loop().stop();
            nursery.loop().runForever();
            assertThat(five.loop()).isSameAs(nursery.loop());
            assertThat(five.resultNow()).isEqualTo(5);
        }
    }

    @Nested
    class While_it_runs {
        @EachThreadKind
        void it_is_running_and_listed(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(task.isDone()).isFalse();
            assertThat(task.isCancelled()).isFalse();
            assertThat(task.excInfo()).isEqualTo(ExcInfo.NONE);
            assertThat(task).hasToString("Task[sleeper:N, RUNNING]");
            assertThat(nursery.tasks()).isEqualTo(List.of(task));
            nursery.close();
        }

        @EachThreadKind
        void who_waits_for_it_gets_its_result(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                CountDownLatch release = new CountDownLatch(1);
                Task<Integer> five = nursery.createTask("five", () -> {
                    release.await();
                    return 5;
                });
                CountDownLatch asking = new CountDownLatch(20);
                List<Task<Integer>> waiters = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    waiters.add(nursery.createTask("waiter", () -> {
                        asking.countDown();
                        return five.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
                    }));
                }
                Ground.await(asking);
                release.countDown();
                for (Task<Integer> waiter : waiters) {
                    assertThat(waiter.get()).isEqualTo(5);
                }
            }
        }

        @EachThreadKind
        void who_waits_for_it_and_is_interrupted_stops_waiting_and_it_goes_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            Thread.currentThread().interrupt();
            assertThatThrownBy(task::get).isExactlyInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> task.get(1, TimeUnit.HOURS)).isExactlyInstanceOf(InterruptedException.class);
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            nursery.close();
        }

        @EachThreadKind
        void who_waits_too_long_is_told_its_status(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS))
                    .isExactlyInstanceOf(TimeoutException.class)
                    .hasMessage("task [sleeper:N] is RUNNING after 1 milliseconds");
            nursery.close();
        }
    }

    @Nested
    class When_it_fails {
        @EachThreadKind
        void its_exception_is_there_as_it_was_thrown(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            Exception cause = new Exception("cause");
            Exception suppressed = new Exception("suppressed");
            IOException failure = new IOException("disk", cause);
            failure.addSuppressed(suppressed);
            Task<Void> task = Ground.ended(nursery.createTask("bad", () -> {
                throw failure;
            }));
            assertThat(task.status()).isEqualTo(Task.Status.FAILED);
            assertThat(task.isDone()).isTrue();
            assertThat(task.isCancelled()).isFalse();
            assertThat(task.exceptionNow()).isSameAs(failure);
            assertThat(task.excInfo()).isEqualTo(ExcInfo.of(failure));
            assertThat(task).hasToString("Task[bad:N, FAILED]");
            assertThat(nursery.tasks()).isEmpty();
            assertThatThrownBy(nursery::close).hasCause(failure);
            assertThat(failure.getCause()).isSameAs(cause);
            assertThat(failure.getSuppressed()).containsExactly(suppressed);
        }

        @EachThreadKind
        void each_get_throws_an_exception_of_its_own_with_the_failure_as_cause(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            IOException failure = new IOException("disk");
            Task<Void> task = nursery.createTask("bad", () -> {
                throw failure;
            });
            List<Throwable> thrown = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(task::get)
                        .isExactlyInstanceOf(ExecutionException.class)
                        .hasMessage("task [bad:N] failed")
                        .hasCause(failure)
                        .satisfies(thrown::add);
            }
            assertThat(thrown.get(0)).isNotSameAs(thrown.get(1));
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void a_sibling_that_waits_for_it_may_handle_the_failure(Ground ground) throws Exception {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            Task<Void> bad = nursery.createTask("bad", () -> {
                throw new IOException("disk");
            });
            Task<String> sibling = nursery.createTask("sibling", () -> {
                try {
                    bad.get();
                    return "no failure";
                } catch (ExecutionException e) {
                    return "handled " + e.getCause().getMessage();
                }
            });
            assertThat(sibling.get()).isEqualTo("handled disk");
            assertThatThrownBy(nursery::close).hasMessage("nursery [N] failed with java.io.IOException");
        }
    }

    @Nested
    class When_it_is_cancelled {
        @EachThreadKind
        void each_get_throws_an_exception_of_its_own_that_tells_why(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            task.cancel("enough");
            Ground.ended(task);
            List<Throwable> thrown = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(task::get)
                        .isExactlyInstanceOf(CancellationException.class)
                        .hasMessage("task [sleeper:N] is cancelled: enough")
                        .hasCauseExactlyInstanceOf(InterruptedException.class)
                        .satisfies(thrown::add);
            }
            assertThat(thrown.get(0)).isNotSameAs(thrown.get(1));
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            assertThat(task.isCancelled()).isTrue();
            assertThat(task).hasToString("Task[sleeper:N, CANCELLED]");
            nursery.close();
        }

        @EachThreadKind
        void it_leaves_silently_and_its_siblings_go_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> ground.note(context.message()));
            Task<Void> sibling = ground.sleeper(nursery, "sibling");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            task.cancel("enough");
            Ground.ended(task);
            assertThat(nursery.tasks()).isEqualTo(List.of(sibling));
            assertThat(sibling.status()).isEqualTo(Task.Status.RUNNING);
            nursery.close();
            assertThat(ground.events()).containsExactly("sleeper ended", "sibling ended");
        }
    }
}
