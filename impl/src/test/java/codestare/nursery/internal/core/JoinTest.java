package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JoinTest {
    private final IOException failure = new IOException("boom");

    @Nested
    class Without_a_failure {
        @EachThreadKind
        void it_returns_at_once_where_there_is_no_child(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.join();
            nursery.close();
            nursery.join();
        }

        @EachThreadKind
        void it_waits_for_those_that_come_during_the_wait_too(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                CountDownLatch joining = new CountDownLatch(1);
                TaskNursery other = ground.open("other");
                nursery.createTask("first", () -> {
                    joining.await();
                    nursery.createTask("second", () -> {
                        nursery.createTask("third", () -> ground.note("third ended"));
                        ground.note("second ended");
                    });
                    ground.note("first ended");
                });
                Task<Void> joiner = other.createTask("joiner", () -> {
                    joining.countDown();
                    nursery.join();
                    ground.note("joined");
                });
                joiner.get();
                assertThat(ground.events()).hasSize(4).endsWith("joined");
                other.close();
            }
        }

        @EachThreadKind
        void a_cancelled_child_is_none(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
                sleeper.cancel("enough");
                nursery.join();
                assertThat(sleeper.status()).isEqualTo(Task.Status.CANCELLED);
            }
        }

        @EachThreadKind
        void it_waits_for_the_tasks_of_a_child_nursery_too(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> below = nursery.open("child").createTask("below", () -> release.await());
            releaseWhenThisThreadWaits(ground, below, release);
            nursery.join();
            assertThat(below.isDone()).isTrue();
            nursery.close();
        }

        private void releaseWhenThisThreadWaits(Ground ground, Task<Void> task, CountDownLatch release) {
            Thread joining = Thread.currentThread();
            new Thread(() -> {
                        ground.awaitTrue(() -> joining.getState() == Thread.State.WAITING || task.isDone());
                        release.countDown();
                    })
                    .start();
        }

        @EachThreadKind
        @Tag("slow")
        void in_an_exit_callback_it_ends_with_the_time_of_the_close(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
            nursery.callback(() -> {
                nursery.join();
                ground.note("joined");
            });
            ground.hurried(nursery::close);
            assertThat(ground.events()).containsExactly("joined");
            release.countDown();
            Ground.ended(stubborn);
            ground.awaitNoStraggler();
        }

        @EachThreadKind
        void it_waits_for_what_is_older_than_a_task_that_has_ended(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> older = nursery.createTask("older", () -> release.await());
            nursery.callback(() -> {});
            Ground.ended(nursery.createTask("newer", () -> {}));
            ground.awaitTrue(() -> nursery.tasks().size() == 1);
            releaseWhenThisThreadWaits(ground, older, release);
            nursery.join();
            assertThat(older.isDone()).isTrue();
            nursery.close();
        }

        @EachThreadKind
        void it_waits_for_a_child_that_goes_on_while_somebody_closes(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            TaskNursery other = ground.open("other");
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            ground.stubborn(nursery, "child", release).onCancel(cancelled::countDown);
            nursery.sentinelTask().cancel("enough");
            // from here on it is off the stack
            Ground.await(cancelled);
            Task<Void> joiner = other.createTask("joiner", () -> {
                nursery.join();
                ground.note("joined");
            });
            Ground.awaitWaiting(joiner);
            release.countDown();
            Ground.ended(joiner);
            assertThat(ground.events()).containsExactly("child ended", "joined");
            Ground.ended(nursery.sentinelTask());
            other.close();
        }

        @EachThreadKind
        void it_does_not_wait_for_what_the_close_of_a_child_nursery_has_left_behind(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            TaskNursery child = nursery.open("child").open("grandchild");
            TaskNursery other = ground.open("other");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> stubborn = ground.stubborn(child, "stubborn", release);
            Task<Void> joiner = other.createTask("joiner", () -> nursery.join());
            Ground.awaitWaiting(joiner);
            ground.hurried(child::close);
            assertThat(Ground.ended(joiner).status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(stubborn.isDone()).isFalse();
            release.countDown();
            ground.awaitNoStraggler();
            nursery.close();
            other.close();
        }

        @EachThreadKind
        void it_returns_when_somebody_closes(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sleeper");
            nursery.sentinelTask().cancel("enough");
            nursery.join();
            Ground.ended(nursery.sentinelTask());
        }

        @EachThreadKind
        void an_interrupt_ends_the_wait_and_the_children_go_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            Thread.currentThread().interrupt();
            assertThatThrownBy(nursery::join).isExactlyInstanceOf(InterruptedException.class);
            assertThat(sleeper.isDone()).isFalse();
            nursery.close();
        }
    }

    @Nested
    class When_others_wait_in_a_ring {
        @EachThreadKind
        void it_excuses_a_task_that_begins_to_wait_for_it_through_another_nursery(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N");
                    TaskNursery elsewhere = ground.open("elsewhere")) {
                CountDownLatch joins = new CountDownLatch(1);
                CountDownLatch closeRing = new CountDownLatch(1);
                AtomicReference<Task<String>> joining = new AtomicReference<>();
                Task<String> last = elsewhere.createTask("last", () -> {
                    Ground.await(closeRing);
                    return joining.get().get();
                });
                nursery.createTask("middle", () -> last.get());
                joining.set(nursery.createTask("joining", () -> {
                    joins.countDown();
                    nursery.join();
                    return "joined";
                }));
                Ground.await(joins);
                // it waits for 'middle', which waits for 'last', which is about to wait for it
                Ground.awaitWaiting(joining.get());
                closeRing.countDown();
                assertThat(last.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)).isEqualTo("joined");
            }
        }
    }

    @Nested
    class When_a_child_fails {
        @EachThreadKind
        void it_wakes_though_others_still_run_and_throws_the_failure(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(null);
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            CountDownLatch release = new CountDownLatch(1);
            nursery.createTask("bad", () -> {
                release.await();
                throw failure;
            });
            // the child fails while this thread waits, or before it begins to
            release.countDown();
            assertThatThrownBy(nursery::join)
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("nursery [N] failed with java.io.IOException")
                    .hasCause(failure);
            assertThat(sleeper.isDone()).isFalse();
            nursery.close();
        }

        @EachThreadKind
        void it_wakes_from_its_wait(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(null);
            ground.sleeper(nursery, "sleeper");
            CountDownLatch release = new CountDownLatch(1);
            nursery.createTask("bad", () -> {
                release.await();
                throw failure;
            });
            FutureTask<Void> join = new FutureTask<>(() -> {
                nursery.join();
                return null;
            });
            Thread joining = new Thread(join, "joining");
            joining.start();
            ground.awaitTrue(() -> joining.getState() == Thread.State.WAITING);
            release.countDown();
            assertThatThrownBy(() -> join.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .cause()
                    .hasCause(failure);
            nursery.close();
        }

        @EachThreadKind
        void it_throws_what_came_before_it_too(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(null);
            Ground.ended(nursery.createTask("bad", () -> {
                throw failure;
            }));
            assertThatThrownBy(nursery::join).hasCause(failure);
            nursery.close();
        }

        @EachThreadKind
        void it_throws_an_error_as_it_is_and_a_wrapped_one_the_next_time(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(null);
            AssertionError error = new AssertionError("assertion");
            Ground.ended(nursery.createTask("weak", () -> {
                throw failure;
            }));
            Ground.ended(nursery.createTask("strong", () -> {
                throw error;
            }));
            assertThatThrownBy(nursery::join)
                    .isSameAs(error)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(failure));
            assertThatThrownBy(nursery::join)
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("nursery [N] failed with java.lang.AssertionError")
                    .hasCause(error);
            nursery.close();
        }
    }
}
