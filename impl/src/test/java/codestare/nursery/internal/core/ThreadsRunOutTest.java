package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadSupply;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class ThreadsRunOutTest {
    private static String refusal(String task) {
        return "task [" + task + "] cannot start: no thread can be made and none runs;"
                + " lower the load or raise the limit of threads";
    }

    /** A loop without any thread. */
    private static final class NoThread implements AutoCloseable {
        final ThreadSupply supply;
        final WorkerLoop loop;

        NoThread(Ground ground) {
            supply = new ThreadSupply(ground.kind());
            supply.limitTo(0);
            loop = new WorkerLoop(ground.tenant(), "none", supply.pool("none"));
        }

        @Override
        public void close() {
            loop.stop();
            loop.end().await();
        }
    }

    @Nested
    class When_no_thread_can_be_started_and_none_runs {
        @EachThreadKind
        void a_task_is_refused_and_nothing_is_left_of_it(Ground ground) throws Exception {
            try (NoThread none = new NoThread(ground)) {
                TaskNursery nursery = ground.factory().open("N", none.loop);
                assertThatThrownBy(() -> nursery.createTask("bad", () -> ground.note("ran")))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage(refusal("bad:N"));
                assertThatThrownBy(() -> none.loop.createTask("loose", () -> 1))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage(refusal("loose"));
                assertThat(nursery.tasks()).isEmpty();
                assertThat(none.loop.allTasks()).isEmpty();
                nursery.join();
                none.supply.limitTo(10);
                assertThat(nursery.createTask("good", () -> 5).get()).isEqualTo(5);
                nursery.close();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void the_canceller_of_a_sentinel_closes_the_nursery(Ground ground) {
            try (NoThread none = new NoThread(ground)) {
                TaskNursery nursery = ground.factory().open("N", none.loop);
                Thread[] seen = new Thread[1];
                nursery.callback(() -> seen[0] = Thread.currentThread());
                nursery.sentinelTask().cancel("enough");
                assertThat(nursery.isClosed()).isTrue();
                assertThat(seen[0]).isSameAs(Thread.currentThread());
            }
        }

        @EachThreadKind
        void a_shutdown_still_ends_everything(Ground ground) {
            NoThread none = new NoThread(ground);
            TaskNursery nursery = ground.factory().open("N", none.loop);
            nursery.callback(() -> ground.note("callback"));
            none.close();
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("callback");
        }
    }

    @Nested
    class When_the_last_thread_runs {
        @EachThreadKind
        void a_task_waits_for_it_as_pending(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                Task<Integer> five = nursery.createTask("five", () -> 5);
                assertThat(five.status()).isEqualTo(Task.Status.PENDING);
                assertThat(five).hasToString("Task[five:N, PENDING]");
                assertThatThrownBy(five::resultNow)
                        .hasMessage("task [five:N] is PENDING; it has no result yet; wait for its end with get");
                one.go();
                assertThat(five.get()).isEqualTo(5);
            }
        }

        @EachThreadKind
        void a_close_cancels_what_waits_for_it(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                Task<Void> pending = nursery.createTask("pending", () -> ground.note("ran"));
                nursery.close();
                assertThat(pending.status()).isEqualTo(Task.Status.CANCELLED);
                one.run();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void a_task_that_wants_a_fresh_one_is_refused(Ground ground) {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = ground.factory()
                            .open(NurseryOptions.defaults()
                                    .withName("fresh")
                                    .withLoop(one.loop())
                                    .withFreshThreads(true))) {
                assertThatThrownBy(() -> nursery.createTask("bad", () -> 1))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage(refusal("bad:fresh"));
                assertThat(nursery.tasks()).isEmpty();
            }
        }
    }

    @Nested
    class When_the_last_thread_is_blocked_by_a_task {
        private WorkerLoop loop;

        private TaskNursery open(Ground ground) {
            ThreadSupply supply = new ThreadSupply(ground.kind());
            supply.limitTo(1);
            loop = new WorkerLoop(ground.tenant(), "one", supply.pool("one"));
            return ground.factory().open("N", loop);
        }

        private void end() {
            loop.stop();
            loop.end().await();
        }

        @EachThreadKind
        void an_onCancel_action_can_still_free_it(Ground ground) {
            TaskNursery nursery = open(ground);
            CountDownLatch closed = new CountDownLatch(1);
            Task<Void> reader = ground.stubborn(nursery, "reader", closed).onCancel(closed::countDown);
            nursery.close();
            boolean freed = reader.isDone();
            closed.countDown();
            Ground.ended(reader);
            end();
            assertThat(freed).isTrue();
        }

        @EachThreadKind
        void the_sentinel_can_still_close_the_nursery(Ground ground) {
            TaskNursery nursery = open(ground);
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            nursery.sentinelTask().cancel("enough");
            nursery.close();
            boolean closed = nursery.isClosed();
            sleeper.cancel("the test ends");
            Ground.ended(nursery.sentinelTask());
            end();
            assertThat(closed).isTrue();
        }
    }
}
