package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExcInfo;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadSupply;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class SentinelTaskTest {
    @Nested
    class While_the_nursery_is_open {
        @EachThreadKind
        void it_runs_without_a_thread_and_is_no_child(Ground ground) {
            ThreadSupply supply = new ThreadSupply(ground.kind());
            WorkerLoop loop = new WorkerLoop(ground.tenant(), "counted", supply.pool("counted"));
            TaskNursery nursery = ground.factory().open("N", loop);
            Task<Void> sentinel = nursery.sentinelTask();
            assertThat(nursery.sentinelTask()).isSameAs(sentinel);
            assertThat(sentinel.name()).isEqualTo("sentinel:N");
            assertThat(sentinel.loop()).isSameAs(loop);
            assertThat(sentinel.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(nursery.tasks()).isEmpty();
            assertThat(loop.allTasks()).isEmpty();
            nursery.close();
            assertThat(supply.made()).isEmpty();
            loop.stop();
            loop.end().await();
        }

        @EachThreadKind
        void it_does_not_hold_join_up(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.join();
            assertThat(nursery.sentinelTask().isDone()).isFalse();
            nursery.close();
        }

        @EachThreadKind
        void it_takes_no_onCancel_action(Ground ground) {
            TaskNursery nursery = ground.open("N");
            assertThatThrownBy(() -> nursery.sentinelTask().onCancel(() -> {}))
                    .isExactlyInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("task [sentinel:N] is a sentinel and waits for nothing;"
                            + " put the action on the nursery with callback");
            nursery.close();
        }
    }

    @Nested
    class When_it_is_cancelled {
        @EachThreadKind
        void that_returns_at_once_and_the_nursery_closes_on_a_worker(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch closing = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            nursery.callback(() -> {
                ground.note("callback on " + Thread.currentThread().getName());
                closing.countDown();
                Ground.awaitStubbornly(release);
            });
            assertThat(nursery.sentinelTask().cancel("enough")).isTrue();
            Ground.await(closing);
            assertThat(nursery.sentinelTask().status()).isEqualTo(Task.Status.RUNNING);
            assertThat(nursery.isClosed()).isFalse();
            assertThatThrownBy(() -> nursery.createTask(() -> ground.note("ran")))
                    .isExactlyInstanceOf(NurseryClosedException.class)
                    .hasMessage("nursery [N] is closing; open a new one");
            release.countDown();
            assertThat(nursery.sentinelTask().get()).isNull();
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("callback on exit:N");
        }

        @EachThreadKind
        void again_the_close_under_way_goes_on_undisturbed(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch closing = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            nursery.callback(() -> ground.note("oldest"));
            nursery.callback(() -> {
                closing.countDown();
                release.await();
                ground.note("not interrupted");
            });
            Task<Void> sentinel = nursery.sentinelTask();
            sentinel.cancel("first");
            Ground.await(closing);
            assertThat(sentinel.cancel("second")).isTrue();
            assertThat(sentinel.cancel(true)).isTrue();
            release.countDown();
            assertThat(sentinel.get()).isNull();
            assertThat(ground.events()).containsExactly("not interrupted", "oldest");
            nursery.close();
        }

        @EachThreadKind
        void the_children_are_told_the_reason(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            nursery.sentinelTask().cancel("enough");
            Ground.ended(nursery.sentinelTask());
            assertThatThrownBy(sleeper::get).hasMessage("task [sleeper:N] is cancelled: enough");
        }

        @EachThreadKind
        void one_that_may_not_interrupt_leaves_it_running(Ground ground) {
            TaskNursery nursery = ground.open("N");
            assertThat(nursery.sentinelTask().cancel(false)).isFalse();
            nursery.callback(() -> ground.note("still open"));
            nursery.close();
            assertThat(ground.events()).containsExactly("still open");
        }

        @EachThreadKind
        void the_errors_of_the_close_are_logged_and_kept_for_the_owner(Ground ground) {
            TaskNursery nursery = ground.open("N");
            IllegalStateException broken = new IllegalStateException("broken");
            nursery.callback(() -> {
                throw broken;
            });
            try (Logged logged = new Logged()) {
                nursery.sentinelTask().cancel("enough");
                Ground.ended(nursery.sentinelTask());
                assertThat(logged.lines()).anyMatch(line -> line.endsWith(" | " + broken));
            }
            assertThat(nursery.sentinelTask().status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(nursery.sentinelTask().excInfo()).isEqualTo(ExcInfo.NONE);
            assertThatThrownBy(nursery::close)
                    .hasMessage("nursery [N] failed with java.lang.IllegalStateException")
                    .hasCause(broken);
            nursery.close();
        }
    }

    @Nested
    class When_the_nursery_has_closed {
        @EachThreadKind
        void it_has_succeeded_with_nothing(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.close();
            Task<Void> sentinel = nursery.sentinelTask();
            assertThat(sentinel.get()).isNull();
            assertThat(sentinel.status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(sentinel.cancel("late")).isFalse();
            assertThat(sentinel.cancel(true)).isFalse();
        }

        @EachThreadKind
        void who_closes_as_well_returns_after_its_end(Ground ground) throws Exception {
            LoopNursery parent = (LoopNursery) ground.open("parent");
            TaskNursery child = parent.open("child");
            Task<Void> sentinel = child.sentinelTask();
            Thread first = new Thread(child::close, "first");
            Thread second = new Thread(
                    () -> {
                        child.close();
                        ground.note("the sentinel has " + sentinel.status());
                    },
                    "second");
            ground.clock().stop();
            // holds the first one up between the two ends
            synchronized (parent.stack()) {
                first.start();
                ground.awaitTrue(child::isClosed);
                second.start();
                ground.awaitTrue(() -> !second.isAlive() || second.getState() == Thread.State.TIMED_WAITING);
            }
            first.join();
            second.join();
            assertThat(ground.events()).containsExactly("the sentinel has SUCCEEDED");
        }

        @EachThreadKind
        void who_is_told_of_its_end_sees_the_nursery_closed(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.sentinelTask().onDone(sentinel -> ground.note("closed: " + nursery.isClosed()));
            nursery.close();
            assertThat(ground.events()).containsExactly("closed: true");
        }
    }
}
