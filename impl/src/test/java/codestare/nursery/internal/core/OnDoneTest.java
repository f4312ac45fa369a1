package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;

/** Who wants to be told of the end: by an action, or by a stage. */
class OnDoneTest {
    @Nested
    class An_action {
        @EachThreadKind
        void is_told_once_of_each_way_to_end_on_the_thread_that_ends_the_task(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Integer> succeeding = nursery.createTask("succeeding", () -> {
                release.await();
                return 1;
            });
            Task<Void> failing = nursery.createTask("failing", () -> {
                release.await();
                throw new IOException("disk");
            });
            Task<Void> cancelled = ground.sleeper(nursery, "cancelled");
            CountDownLatch told = new CountDownLatch(3);
            assertThat(succeeding.onDone(task -> tell(ground, task, told))).isSameAs(succeeding);
            failing.onDone(task -> tell(ground, task, told));
            cancelled.onDone(task -> tell(ground, task, told));
            release.countDown();
            cancelled.cancel("enough");
            Ground.await(told);
            assertThat(ground.events())
                    .containsExactlyInAnyOrder(
                            "cancelled ended",
                            "succeeding:N is SUCCEEDED on succeeding:N",
                            "failing:N is FAILED on failing:N",
                            "cancelled:N is CANCELLED on cancelled:N");
            assertThatThrownBy(nursery::close).hasCauseInstanceOf(IOException.class);
            assertThat(ground.events()).hasSize(4);
        }

        private void tell(Ground ground, Task<?> task, CountDownLatch told) {
            ground.note(task.name() + " is " + task.status() + " on "
                    + Thread.currentThread().getName());
            told.countDown();
        }

        @EachThreadKind
        void is_waited_for_as_the_body_is(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskNursery other = ground.open("other");
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("task", () -> begun.await());
            task.onDone(done -> {
                told.countDown();
                Ground.awaitStubbornly(release);
                ground.note("told");
            });
            begun.countDown();
            Ground.await(told);
            Task<Void> joiner = other.createTask("joiner", () -> {
                nursery.join();
                ground.note("joined");
            });
            Ground.awaitWaiting(joiner);
            release.countDown();
            Ground.ended(joiner);
            assertThat(ground.events()).containsExactly("told", "joined");
            nursery.close();
            other.close();
        }

        @EachThreadKind
        void may_close_the_nursery_of_the_task(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("task", () -> release.await());
            task.onDone(done -> nursery.close());
            release.countDown();
            Ground.ended(nursery.sentinelTask());
            assertThat(nursery.isClosed()).isTrue();
            ground.awaitNoStraggler();
        }

        @EachThreadKind
        void runs_at_once_on_the_callers_thread_if_the_task_has_ended(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Integer> five = Ground.ended(nursery.createTask("five", () -> 5));
            Thread[] seen = new Thread[1];
            five.onDone(task -> seen[0] = Thread.currentThread());
            assertThat(seen[0]).isSameAs(Thread.currentThread());
            nursery.close();
        }

        @EachThreadKind
        void that_throws_is_logged_and_the_next_one_is_told(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "task", release);
            try (Logged logged = new Logged()) {
                task.onDone(done -> {
                    throw new IllegalStateException("first");
                });
                CountDownLatch told = new CountDownLatch(1);
                task.onDone(done -> told.countDown());
                release.countDown();
                Ground.await(told);
                task.onDone(done -> {
                    throw new AssertionError("late");
                });
                assertThat(logged.lines())
                        .containsExactly(
                                "WARNING onDone action of task [task:N] failed"
                                        + " | java.lang.IllegalStateException: first",
                                "WARNING onDone action of task [task:N] failed | java.lang.AssertionError: late");
            }
            assertThat(task.status()).isEqualTo(Task.Status.SUCCEEDED);
            nursery.close();
        }

        @EachThreadKind
        void of_a_task_that_threw_as_it_was_cancelled_is_not_interrupted_either(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("task", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("as I was told");
                }
            });
            task.onDone(done -> {
                ground.note(done.status() + ", interrupted: "
                        + Thread.currentThread().isInterrupted());
                told.countDown();
            });
            Ground.await(begun);
            task.cancel("enough");
            Ground.await(told);
            assertThat(ground.events()).containsExactly("CANCELLED, interrupted: false");
            nursery.close();
        }

        @EachThreadKind
        void of_a_cancelled_task_is_not_interrupted(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            // it ends with the interrupt flag set
            Task<Void> task = ground.stubborn(nursery, "task", release);
            CountDownLatch told = new CountDownLatch(1);
            task.onDone(done -> {
                ground.note("interrupted: " + Thread.currentThread().isInterrupted());
                told.countDown();
            });
            task.cancel("enough");
            release.countDown();
            Ground.await(told);
            assertThat(ground.events()).containsExactly("task ended", "interrupted: false");
            nursery.close();
        }
    }

    @Nested
    class A_stage {
        @EachThreadKind
        void completes_with_the_result(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<Integer> five = nursery.createTask("five", () -> 5);
                assertThat(five.toCompletionStage()
                                .thenApply(result -> result + 1)
                                .toCompletableFuture()
                                .get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                        .isEqualTo(6);
            }
        }

        @EachThreadKind
        void completes_with_the_failure_itself(Ground ground) throws Exception {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            IOException failure = new IOException("disk");
            Task<Void> bad = nursery.createTask("bad", () -> {
                throw failure;
            });
            assertThat(thrownBy(bad.toCompletionStage())).isSameAs(failure);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void completes_with_a_cancellation_that_tells_why(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            CompletionStage<Void> stage = task.toCompletionStage();
            task.cancel("enough");
            assertThat(thrownBy(stage))
                    .isExactlyInstanceOf(CancellationException.class)
                    .hasMessage("task [sleeper:N] is cancelled: enough");
            nursery.close();
        }

        private Throwable thrownBy(CompletionStage<?> stage) throws Exception {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            stage.whenComplete((result, failure) -> thrown.complete(failure));
            return thrown.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
        }

        @EachThreadKind
        void cannot_touch_the_task_nor_another_stage(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Integer> task = nursery.createTask("five", () -> {
                release.await();
                return 5;
            });
            CompletionStage<Integer> stage = task.toCompletionStage();
            CompletionStage<Integer> other = task.toCompletionStage();
            assertThat(other).isNotSameAs(stage);
            stage.toCompletableFuture().cancel(true);
            stage.toCompletableFuture().complete(7);
            assertThat(task.isDone()).isFalse();
            release.countDown();
            assertThat(task.get()).isEqualTo(5);
            assertThat(other.toCompletableFuture().get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(5);
            nursery.close();
        }
    }
}
