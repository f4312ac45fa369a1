package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertNullRefused;
import static codestare.nursery.internal.core.Refusals.assertRefused;
import static codestare.nursery.internal.core.Refusals.strangeLoop;
import static codestare.nursery.internal.core.Refusals.strangeTask;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ShutdownReason;
import codestare.nursery.ShutdownService;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ServiceBadInputTest {
    private static final ShutdownReason REASON = ShutdownReason.of("end");

    @Nested
    class When_an_argument_is_null {
        @EachThreadKind
        void it_is_refused_by_its_name_and_nothing_is_shut_down(Ground ground) {
            ShutdownService service = ground.shutdownService();
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            assertNullRefused(
                    "loop",
                    () -> service.addShutdownHandling(null),
                    () -> service.setupShutdownHandling(null),
                    () -> service.handleException(null, ExceptionContext.of("x")),
                    () -> service.shutdown(null, REASON));
            assertNullRefused("context", () -> service.handleException(nursery.loop(), null));
            assertNullRefused("task", () -> service.markSentinelTask(null), () -> service.stopTask(null));
            assertNullRefused("reason", () -> service.shutdown(nursery.loop(), null), () -> service.shutdownAll(null));
            assertUntouched(ground, nursery, task);
        }

        @EachThreadKind
        void the_registry_refuses_it_and_an_empty_name(Ground ground) {
            assertNullRefused("name", () -> ground.loops().loop(null));
            assertRefused(
                    IllegalArgumentException.class,
                    "name [ ] of a loop is empty; give it one",
                    () -> ground.loops().loop(" "));
            assertThat(ground.loops().loops()).isEmpty();
        }
    }

    @Nested
    class When_a_loop_is_foreign {
        @EachThreadKind
        void every_call_refuses_it_and_it_runs_on(Ground ground) {
            ShutdownService stranger =
                    ground.engine().bundle("stranger", 18, null).shutdownService();
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            int armings = ground.armings();
            TaskLoop loop = nursery.loop();
            assertRefused(
                    IllegalArgumentException.class,
                    "loop [acme.search/17] is not of bundle [stranger/18]; use one of its own",
                    () -> stranger.addShutdownHandling(loop),
                    () -> stranger.setupShutdownHandling(loop),
                    () -> stranger.handleException(loop, ExceptionContext.of("x")),
                    () -> stranger.shutdown(loop, REASON));
            assertRefused(
                    IllegalArgumentException.class,
                    "loop [strange] is not of bundle [stranger/18]; use one of its own",
                    () -> stranger.shutdown(strangeLoop(), REASON));
            assertThat(ground.armings()).isEqualTo(armings);
            assertUntouched(ground, nursery, task);
        }
    }

    @Nested
    class When_a_task_is_foreign {
        @EachThreadKind
        void it_is_refused_and_runs_on(Ground ground) {
            ShutdownService stranger =
                    ground.engine().bundle("stranger", 18, null).shutdownService();
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            assertRefused(
                    IllegalArgumentException.class,
                    "loop [acme.search/17] is not of bundle [stranger/18]; use one of its own",
                    () -> stranger.stopTask(task),
                    () -> stranger.stopTask(nursery.sentinelTask()),
                    () -> stranger.markSentinelTask(task));
            assertThat(((WorkerLoop) nursery.loop()).marked()).isEmpty();
            assertUntouched(ground, nursery, task);
        }

        @EachThreadKind
        void one_of_another_implementation_is_refused(Ground ground) {
            assertRefused(
                    IllegalArgumentException.class,
                    "task [strange] was not made by this implementation; use a task of a nursery or a loop",
                    () -> ground.shutdownService().stopTask(strangeTask()),
                    () -> ground.shutdownService().markSentinelTask(strangeTask()));
        }
    }

    @Nested
    class When_a_task_is_the_current_one {
        @EachThreadKind
        void it_cannot_stop_itself(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<String> me = nursery.createTask("me", () -> {
                    Task<?> current = ground.loops().currentTask().orElseThrow();
                    assertRefused(
                            IllegalArgumentException.class,
                            "task [me:N] is the current task and cannot stop itself; cancel it, or return",
                            () -> ground.shutdownService().stopTask(current));
                    return "went on";
                });
                assertThat(me.get()).isEqualTo("went on");
            }
        }
    }

    @Nested
    class When_a_task_has_finished {
        @EachThreadKind
        void stopping_it_returns_it_as_it_is(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Integer> finished = Ground.ended(nursery.createTask("finished", () -> 5));
            assertThat(ground.shutdownService().stopTask(finished)).isSameAs(finished);
            assertThat(finished.resultNow()).isEqualTo(5);
            nursery.close();
        }

        @EachThreadKind
        void marking_it_does_nothing(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Integer> finished = Ground.ended(nursery.createTask("finished", () -> 5));
            assertThat(ground.shutdownService().markSentinelTask(finished)).isSameAs(finished);
            assertThat(((WorkerLoop) nursery.loop()).marked()).isEmpty();
            nursery.close();
        }
    }

    @Nested
    class When_a_loop_has_stopped {
        @EachThreadKind
        void a_failure_of_it_is_only_logged_and_its_shutdown_is_the_one_it_had(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            Task<Void> first = ground.shutdownService().shutdown(loop, REASON);
            Ground.ended(first);
            ground.shutdownService().handleException(loop, ExceptionContext.of("too late"));
            assertThat(ground.shutdownService().shutdown(loop, REASON)).isSameAs(first);
            loop.runForever();
        }
    }

    private static void assertUntouched(Ground ground, TaskNursery nursery, Task<Void> task) {
        assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
        assertThat(nursery.tasks()).containsExactly(task);
        assertThat(nursery.loop().isRunning()).isTrue();
        assertThat(nursery.isClosed()).isFalse();
        assertThat(ground.loops().nurseries()).containsExactly(Map.entry("N", nursery));
        assertThat(ground.events()).isEmpty();
        nursery.close();
    }
}
