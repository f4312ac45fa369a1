package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class StopTaskTest {
    @Nested
    class When_the_task_ends_in_time {
        @EachThreadKind
        void it_is_returned_after_its_cleanup(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThat(nursery.stopTask(task)).isSameAs(task);
            assertThat(ground.events()).containsExactly("sleeper ended");
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            assertThatThrownBy(task::get).hasMessage("task [sleeper:N] is cancelled: stopped by stopTask");
            assertThat(nursery.tasks()).isEmpty();
            nursery.close();
        }

        @EachThreadKind
        void the_service_does_the_same_for_any_task(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThat(ground.shutdownService().stopTask(task)).isSameAs(task);
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            nursery.close();
        }

        @EachThreadKind
        void its_error_is_told_by_its_status_and_not_thrown(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            IOException failure = new IOException("cleanup");
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("bad", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    raise(failure);
                }
            });
            Ground.await(begun);
            assertThat(nursery.stopTask(task).status()).isEqualTo(Task.Status.FAILED);
            assertThat(task.exceptionNow()).isSameAs(failure);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        private void raise(Exception failure) throws Exception {
            throw failure;
        }

        @EachThreadKind
        void one_that_swallows_the_cancellation_has_succeeded(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            Task<Integer> task = nursery.createTask("swallowing", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                    return 5;
                } catch (InterruptedException swallowed) {
                    return 7;
                }
            });
            Ground.await(begun);
            assertThat(nursery.stopTask(task).resultNow()).isEqualTo(7);
            nursery.close();
        }

        @EachThreadKind
        void one_that_had_not_begun_never_runs(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                Task<Void> task = nursery.createTask("late", () -> ground.note("ran"));
                assertThat(nursery.stopTask(task).status()).isEqualTo(Task.Status.CANCELLED);
                one.run();
                nursery.close();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void a_sibling_may_stop_it(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThat(nursery.createTask(
                                    "stopper", () -> nursery.stopTask(task).status())
                            .get())
                    .isEqualTo(Task.Status.CANCELLED);
            nursery.close();
        }

        @EachThreadKind
        void the_sentinel_is_stopped_when_the_nursery_has_closed(Ground ground) {
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sleeper");
            assertThat(nursery.stopTask(nursery.sentinelTask()).status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("sleeper ended");
        }
    }

    @Nested
    class When_the_task_takes_no_notice {
        @EachThreadKind
        @Tag("slow")
        void it_is_returned_as_it_is_after_the_grace_period(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            ground.hurried(() -> assertThat(nursery.stopTask(task)).isSameAs(task));
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            release.countDown();
            Ground.ended(task);
            nursery.close();
        }
    }

    @Nested
    class When_the_caller_is_interrupted {
        @EachThreadKind
        void the_waiting_ends_and_the_flag_stays_set(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            Thread.currentThread().interrupt();
            assertThat(nursery.stopTask(task)).isSameAs(task);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(task.cancel("second")).isTrue();
            release.countDown();
            Ground.ended(task);
            nursery.close();
        }

        @EachThreadKind
        void by_a_cancellation_of_its_own_task_that_ends_the_waiting_too(Ground ground) throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            CountDownLatch stopping = new CountDownLatch(1);
            Task<Boolean> stopper = nursery.createTask("stopper", () -> {
                stopping.countDown();
                nursery.stopTask(task);
                return Thread.currentThread().isInterrupted();
            });
            Ground.await(stopping);
            stopper.cancel("enough");
            assertThat(stopper.get()).isTrue();
            assertThat(task.isDone()).isFalse();
            release.countDown();
            nursery.close();
        }
    }
}
