package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryException;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Nested;

class ShutdownOrderTest {
    private static final ShutdownReason REASON = ShutdownReason.of("end");

    @Nested
    class When_tasks_are_marked_as_sentinels {
        @EachThreadKind
        void they_and_the_nurseries_end_before_the_rest_is_cancelled(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            CountDownLatch stopping = new CountDownLatch(2);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(2);
            Task<Void> loose = looseSleeper(ground, loop, begun, "loose");
            loose.onCancel(() -> ground.note("loose cancelled"));
            Task<Void> marked = loop.createTask("marked", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    stopping.countDown();
                    Ground.awaitStubbornly(release);
                    ground.note("sentinel ended");
                }
                return null;
            });
            TaskNursery nursery = ground.open("N");
            nursery.callback(() -> {
                stopping.countDown();
                Ground.awaitStubbornly(release);
                ground.note("nursery ended");
            });
            Ground.await(begun);
            assertThat(ground.shutdownService().markSentinelTask(marked)).isSameAs(marked);
            Task<Void> shutdown = ground.shutdownService().shutdown(loop, REASON);
            Ground.await(stopping);
            assertThat(((GroupTask<?>) loose).isCancelRequested()).isFalse();
            assertThat(shutdown.isDone()).isFalse();
            release.countDown();
            Ground.ended(shutdown);
            assertThat(ground.events().subList(0, 2)).containsExactlyInAnyOrder("sentinel ended", "nursery ended");
            assertThat(ground.events()).contains("loose ended");
            assertThat(loose.status()).isEqualTo(Task.Status.CANCELLED);
            assertThat(marked.status()).isEqualTo(Task.Status.CANCELLED);
        }

        @EachThreadKind
        void those_that_have_ended_are_forgotten(Ground ground) {
            TaskNursery nursery = ground.open("N");
            WorkerLoop loop = (WorkerLoop) nursery.loop();
            Task<Void> first = ground.sleeper(nursery, "first");
            Task<Void> second = ground.sleeper(nursery, "second");
            ground.shutdownService().markSentinelTask(first);
            ground.shutdownService().markSentinelTask(first);
            ground.shutdownService().markSentinelTask(second);
            ground.shutdownService().markSentinelTask(nursery.sentinelTask());
            assertThat(loop.marked()).hasSize(3);
            // behind the action that forgets the task: such actions run in the order of their arrival
            CountDownLatch firstForgotten = new CountDownLatch(1);
            CountDownLatch allForgotten = new CountDownLatch(3);
            first.onDone(ended -> firstForgotten.countDown());
            for (Task<?> marked : loop.marked()) {
                marked.onDone(ended -> allForgotten.countDown());
            }
            first.cancel(true);
            Ground.await(firstForgotten);
            assertThat(loop.marked())
                    .containsExactlyInAnyOrder((OwnedTask<?>) second, (OwnedTask<?>) nursery.sentinelTask());
            nursery.close();
            Ground.await(allForgotten);
            assertThat(loop.marked()).isEmpty();
        }
    }

    @Nested
    class When_the_rest_ends {
        @EachThreadKind
        void loose_tasks_end_all_at_once(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            CountDownLatch begun = new CountDownLatch(3);
            CyclicBarrier together = new CyclicBarrier(3);
            for (int i = 0; i < 3; i++) {
                loop.createTask("loose", () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException cancelled) {
                        together.await();
                        ground.note("together");
                    }
                    return null;
                });
            }
            Ground.await(begun);
            Ground.ended(ground.shutdownService().shutdown(loop, REASON));
            assertThat(ground.events()).containsExactly("together", "together", "together");
        }
    }

    @Nested
    class When_a_failure_asks_for_it {
        private final IOException failure = new IOException("boom");

        @EachThreadKind
        void the_failing_nursery_ends_first_then_the_others_then_the_rest_then_the_loop(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            TaskNursery other = ground.open("other");
            TaskNursery failing = ground.open("failing");
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> loose = looseSleeper(ground, loop, begun, "loose");
            Ground.await(begun);
            other.callback(() -> ground.note("other ends, loose is " + loose.status() + ", " + loop));
            failing.callback(() -> {
                // refused if the other one were closing already
                other.createTask("probe", () -> {}).get();
                ground.note("failing ends");
            });
            failing.createTask("bad", () -> {
                throw failure;
            });
            assertThatThrownBy(loop::runForever)
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("loop [acme.search/17] failed with java.io.IOException")
                    .hasCause(failure)
                    .hasNoSuppressedExceptions();
            assertThat(ground.events())
                    .containsExactly(
                            "failing ends",
                            "other ends, loose is RUNNING, TaskLoop[acme.search/17, stopping]",
                            "loose ended");
        }

        @EachThreadKind
        void other_loops_and_tenants_go_on(Ground ground) {
            Tenant stranger = ground.engine().bundle("stranger", 18, null);
            TaskNursery sameTenant =
                    ground.factory().open("same", ground.loops().loop("second"));
            TaskNursery theirs = stranger.factory().open("theirs");
            Task<Void> mySleeper = ground.sleeper(sameTenant, "mine");
            Task<Void> theirSleeper = ground.sleeper(theirs, "theirs");
            TaskNursery failing = ground.open("failing");
            failing.createTask("bad", () -> {
                throw failure;
            });
            assertThatThrownBy(failing.loop()::runForever).hasCause(failure);
            assertThat(List.of(sameTenant, theirs)).noneMatch(TaskNursery::isClosed);
            assertThat(List.of(sameTenant.loop(), theirs.loop())).allMatch(TaskLoop::isRunning);
            assertThat(List.of(mySleeper, theirSleeper)).noneMatch(Task::isDone);
            sameTenant.close();
            theirs.close();
        }

        @EachThreadKind
        void a_second_failure_on_the_way_is_suppressed_and_starts_nothing(Ground ground) {
            IOException late = new IOException("late");
            TaskNursery other = ground.open("other");
            TaskNursery failing = ground.open("failing");
            Ground.spoilsport(other, "also bad", late);
            failing.createTask("bad", () -> {
                throw failure;
            });
            TaskLoop loop = failing.loop();
            assertThatThrownBy(loop::runForever).satisfies(thrown -> {
                assertThat(thrown).hasMessage("loop [acme.search/17] failed with java.io.IOException");
                assertThat(thrown.getCause()).isSameAs(failure);
                assertThat(thrown.getSuppressed()).containsExactly(late);
            });
            assertThatThrownBy(failing::close).hasCause(failure);
            assertThatThrownBy(other::close).hasCause(late);
        }

        @EachThreadKind
        void one_that_comes_during_a_plain_shutdown_is_not_thrown_by_the_loop(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Ground.spoilsport(nursery, "bad", failure);
            Ground.ended(ground.shutdownService().shutdown(nursery.loop(), REASON));
            nursery.loop().runForever();
            assertThatThrownBy(nursery::close).hasCause(failure);
        }
    }

    private static Task<Void> looseSleeper(Ground ground, TaskLoop loop, CountDownLatch begun, String name) {
        return loop.createTask(name, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ground.note(name + " ended");
            }
            return null;
        });
    }
}
