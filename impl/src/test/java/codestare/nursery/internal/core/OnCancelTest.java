package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class OnCancelTest {
    @Nested
    class When_the_task_is_cancelled {
        @EachThreadKind
        void the_actions_run_once_on_a_worker_in_the_order_of_their_arrival(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch ran = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            assertThat(task.onCancel(() -> ground.note("first on " + name()))).isSameAs(task);
            task.onCancel(() -> ground.note("second on " + name())).onCancel(ran::countDown);
            assertThat(ground.events()).isEmpty();
            task.cancel("enough");
            task.cancel("again");
            Ground.await(ran);
            release.countDown();
            nursery.close();
            assertThat(ground.events())
                    .containsExactly(
                            "first on onCancel of stubborn:N", "second on onCancel of stubborn:N", "stubborn ended");
        }

        @EachThreadKind
        void so_it_is_by_the_close_of_the_nursery(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            task.onCancel(release::countDown);
            nursery.close();
            assertThat(task.isDone()).isTrue();
        }

        @EachThreadKind
        void an_action_that_blocks_does_not_hold_the_canceller_up(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch inAction = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            task.onCancel(() -> {
                inAction.countDown();
                release.await();
            });
            task.cancel("enough");
            Ground.await(inAction);
            assertThat(task.isDone()).isFalse();
            release.countDown();
            Ground.ended(task);
            nursery.close();
        }

        @EachThreadKind
        void an_action_that_throws_is_logged_and_the_next_one_runs(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            try (Logged logged = new Logged()) {
                task.onCancel(() -> {
                    throw new AssertionError("broken");
                });
                task.onCancel(release::countDown);
                task.cancel("enough");
                Ground.ended(task);
                assertThat(logged.lines())
                        .containsExactly("WARNING onCancel action of task [stubborn:N] failed"
                                + " | java.lang.AssertionError: broken");
            }
            nursery.close();
        }

        @EachThreadKind
        void an_action_is_no_task(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            task.onCancel(() -> {
                ground.note("current task: " + ground.loops().currentTask());
                release.countDown();
            });
            task.cancel("enough");
            nursery.join();
            nursery.close();
            assertThat(ground.events()).containsExactly("current task: Optional.empty", "stubborn ended");
        }
    }

    @Nested
    class When_the_cancellation_came_before {
        @EachThreadKind
        void the_action_runs_at_once_on_the_callers_thread(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            task.cancel("enough");
            Thread[] seen = new Thread[1];
            task.onCancel(() -> seen[0] = Thread.currentThread());
            assertThat(seen[0]).isSameAs(Thread.currentThread());
            release.countDown();
            nursery.close();
        }

        @EachThreadKind
        void what_the_action_throws_is_logged_and_not_thrown(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            task.cancel("enough");
            try (Logged logged = new Logged()) {
                task.onCancel(() -> {
                    throw new IllegalStateException("broken");
                });
                assertThat(logged.lines())
                        .containsExactly("WARNING onCancel action of task [stubborn:N] failed"
                                + " | java.lang.IllegalStateException: broken");
            }
            release.countDown();
            nursery.close();
        }
    }

    @Nested
    class When_the_task_has_ended {
        @EachThreadKind
        void nothing_of_its_actions_is_held(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("task", () -> release.await());
            WeakReference<Object> socket = unblockedBySocket(task);
            release.countDown();
            task.get();
            while (socket.get() != null) {
                System.gc();
            }
            assertThat(task.status()).isEqualTo(Task.Status.SUCCEEDED);
            nursery.close();
        }

        private WeakReference<Object> unblockedBySocket(Task<?> task) {
            Object socket = new Object();
            task.onCancel(() -> assertThat(socket).isNotNull());
            return new WeakReference<>(socket);
        }

        @EachThreadKind
        void actions_are_dropped_and_new_ones_do_not_run(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                Task<Integer> ended = nursery.createTask("ended", () -> 1);
                ended.onCancel(() -> ground.note("before the end"));
                Task<Integer> neverBegun = nursery.createTask("neverBegun", () -> 1);
                neverBegun.onCancel(() -> ground.note("before it began"));
                neverBegun.cancel("early");
                one.run();
                for (Task<Integer> task : List.of(ended, neverBegun)) {
                    task.cancel("late");
                    task.onCancel(() -> ground.note("after the end"));
                }
                nursery.close();
            }
            assertThat(ground.events()).isEmpty();
        }
    }

    private static String name() {
        return Thread.currentThread().getName();
    }
}
