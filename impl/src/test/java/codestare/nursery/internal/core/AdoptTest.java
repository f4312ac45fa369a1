package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class AdoptTest {
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @Nested
    class An_adopted_stage {
        @EachThreadKind
        void is_a_running_task_until_it_completes(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<String> task = nursery.adopt("call", stage);
            assertThat(task.name()).isEqualTo("call:N");
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(nursery.tasks()).isEqualTo(List.of(task));
            stage.complete("answer");
            assertThat(task.get()).isEqualTo("answer");
            assertThat(task.status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(nursery.tasks()).isEmpty();
            nursery.close();
        }

        @EachThreadKind
        void may_have_completed_before(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                assertThat(nursery.adopt("done", CompletableFuture.completedFuture("answer"))
                                .resultNow())
                        .isEqualTo("answer");
                nursery.join();
            }
        }

        @EachThreadKind
        void has_left_when_those_are_told_who_want_to_know_of_its_end(Ground ground) {
            TaskNursery nursery = ground.open("N");
            // on the thread that completes the stage, which must not wait for itself
            nursery.adopt("call", stage).onDone(done -> nursery.close());
            ground.clock().stop();
            stage.complete("answer");
            assertThat(nursery.isClosed()).isTrue();
        }

        @EachThreadKind
        void needs_no_thread(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                one.run();
                Task<String> task = nursery.adopt("call", stage);
                stage.complete("answer");
                assertThat(task.get()).isEqualTo("answer");
                assertThat(one.threads()).hasSize(1);
            }
        }

        @EachThreadKind
        void is_waited_for_by_join(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                nursery.adopt("call", stage);
                TaskNursery other = ground.open("other");
                CountDownLatch joining = new CountDownLatch(1);
                Task<String> joiner = other.createTask("joiner", () -> {
                    joining.countDown();
                    nursery.join();
                    return stage.getNow("not yet");
                });
                Ground.await(joining);
                stage.complete("answer");
                assertThat(joiner.get()).isEqualTo("answer");
                other.close();
            }
        }
    }

    @Nested
    class When_the_stage_fails {
        @EachThreadKind
        void the_failure_is_told_on_a_worker_and_not_where_the_stage_was_completed(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch told = new CountDownLatch(1);
            nursery.loop().setExceptionHandler((loop, context) -> {
                ground.note(context.message() + ": " + context.exception().getMessage() + " on "
                        + Thread.currentThread().getName());
                told.countDown();
            });
            Task<String> task = nursery.adopt("call", stage);
            IOException failure = new IOException("net");
            stage.completeExceptionally(failure);
            Ground.await(told);
            assertThat(ground.events()).containsExactly("task [call:N] failed: net on call:N");
            assertThat(task.exceptionNow()).isSameAs(failure);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void a_close_waits_until_that_has_been_told(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch telling = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            nursery.loop().setExceptionHandler((loop, context) -> {
                telling.countDown();
                Ground.awaitStubbornly(release);
                ground.note("told");
            });
            nursery.adopt("call", stage);
            stage.completeExceptionally(new IOException("net"));
            Ground.await(telling);
            Thread closer = new Thread(() -> {
                assertThatThrownBy(nursery::close).isInstanceOf(NurseryException.class);
                ground.note("closed");
            });
            closer.start();
            ground.awaitTrue(() -> ground.clock().waiting() > 0 || !closer.isAlive());
            release.countDown();
            closer.join();
            assertThat(ground.events()).containsExactly("told", "closed");
        }

        @EachThreadKind
        void the_handler_closes_as_from_inside_of_the_task(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch told = new CountDownLatch(1);
            nursery.loop().setExceptionHandler((loop, context) -> {
                assertThatThrownBy(nursery::close).isInstanceOf(NurseryException.class);
                ground.note("closed");
                told.countDown();
            });
            nursery.adopt("call", stage);
            ground.clock().stop();
            stage.completeExceptionally(new IOException("net"));
            Ground.await(told);
            assertThat(ground.events()).containsExactly("closed");
            assertThat(nursery.isClosed()).isTrue();
        }

        @EachThreadKind
        void the_failure_is_the_one_behind_the_CompletionException(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            IOException failure = new IOException("net");
            Task<String> dependent = nursery.adopt("dependent", stage.thenApply(result -> result));
            stage.completeExceptionally(failure);
            assertThat(Ground.ended(dependent).exceptionNow()).isSameAs(failure);
            CompletionException bare = new CompletionException("bare", null);
            Task<String> bareTask = nursery.adopt("bare", CompletableFuture.failedFuture(bare));
            assertThat(Ground.ended(bareTask).exceptionNow()).isSameAs(bare);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void because_somebody_else_cancelled_it_that_is_a_failure(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            Task<String> task = nursery.adopt("call", stage);
            stage.cancel(true);
            assertThat(Ground.ended(task).status()).isEqualTo(Task.Status.FAILED);
            assertThatThrownBy(nursery::close).hasCauseInstanceOf(CancellationException.class);
        }
    }

    @Nested
    class When_the_task_is_cancelled {
        @EachThreadKind
        void so_is_the_future_of_the_stage(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<String> task = nursery.adopt("call", stage);
            assertThat(task.cancel(false)).isFalse();
            assertThat(stage).isNotDone();
            assertThat(task.cancel("enough")).isTrue();
            Ground.ended(task);
            assertThat(stage).isCancelled();
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            assertThatThrownBy(task::get).hasMessage("task [call:N] is cancelled: enough");
            nursery.close();
        }

        @EachThreadKind
        void so_is_it_by_the_close_of_the_nursery(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<String> task = nursery.adopt("call", stage);
            nursery.close();
            assertThat(stage).isCancelled();
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
        }

        @EachThreadKind
        void what_others_hung_on_the_stage_does_not_hold_the_canceller_up(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch hanging = new CountDownLatch(1);
            Task<String> task = nursery.adopt("call", stage);
            stage.whenComplete((result, thrown) -> {
                hanging.countDown();
                Ground.awaitStubbornly(release);
            });
            task.cancel("enough");
            Ground.await(hanging);
            release.countDown();
            Ground.ended(task);
            nursery.close();
        }

        @EachThreadKind
        void and_the_stage_has_a_result_all_the_same_the_task_has_succeeded(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CompletableFuture<String> deaf = new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterruptIfRunning) {
                    return complete("all the same");
                }
            };
            Task<String> task = nursery.adopt("call", deaf);
            task.cancel("enough");
            assertThat(task.get()).isEqualTo("all the same");
            nursery.close();
        }

        @EachThreadKind
        @Tag("slow")
        void a_stage_without_a_future_ends_when_it_ends(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CompletableFuture<String> hidden = new CompletableFuture<>() {
                @Override
                public CompletableFuture<String> toCompletableFuture() {
                    throw new UnsupportedOperationException();
                }
            };
            Task<String> task = nursery.adopt("call", hidden);
            ground.hurried(nursery::close);
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(ground.engine().stragglers().live()).hasSize(1);
            hidden.complete("late");
            assertThat(Ground.ended(task).status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(ground.engine().stragglers().live()).isEmpty();
        }
    }

    @Nested
    class When_a_stage_is_refused {
        @EachThreadKind
        void by_a_closed_nursery_its_future_is_cancelled(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.close();
            assertThatThrownBy(() -> nursery.adopt("late", stage))
                    .isExactlyInstanceOf(NurseryClosedException.class)
                    .hasMessage("nursery [N] is closed; open a new one");
            assertThat(stage).isCancelled();
        }

        @EachThreadKind
        void because_it_takes_no_action_nothing_is_left_of_it(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CompletionStage<String> broken = new CompletableFuture<>() {
                @Override
                public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                    throw new IllegalStateException("broken");
                }
            };
            assertThatThrownBy(() -> nursery.adopt("broken", broken))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("broken");
            assertThat(nursery.tasks()).isEmpty();
            nursery.join();
            nursery.close();
        }
    }
}
