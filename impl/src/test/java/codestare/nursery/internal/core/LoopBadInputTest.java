package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertNullRefused;
import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class LoopBadInputTest {
    private static final String STOPPED = "loop [second] is stopped; use another one, or the default loop";
    private static final String STOPPING = "loop [second] is stopping; use another one, or the default loop";

    @Nested
    class When_an_argument_is_null {
        @EachThreadKind
        void it_is_refused_by_its_name_and_the_loop_runs_on(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            loop.setExceptionHandler((at, context) -> ground.note("handler"));
            assertNullRefused("name", () -> loop.createTask(null, () -> 1));
            assertNullRefused("body", () -> loop.createTask("x", null), () -> loop.run(null));
            assertNullRefused(
                    "context", () -> loop.callExceptionHandler(null), () -> loop.defaultExceptionHandler(null));
            assertNullRefused("failure", () -> loop.stop(null));
            assertThat(loop.allTasks()).isEmpty();
            assertThat(loop.isRunning()).isTrue();
            assertThat(loop.createTask("x", () -> 5).get()).isEqualTo(5);
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void no_handler_means_log_only(Ground ground) {
            TaskLoop loop = ground.loops().loop("second");
            loop.setExceptionHandler(null);
            assertThat(loop.exceptionHandler()).containsSame(ExceptionHandler.logOnly());
            loop.callExceptionHandler(ExceptionContext.of(""));
            loop.defaultExceptionHandler(ExceptionContext.of(""));
            assertThat(loop.isRunning()).isTrue();
        }

        @EachThreadKind
        void the_ready_made_handlers_refuse_it_by_its_name(Ground ground) {
            TaskLoop loop = ground.loops().loop("second");
            for (ExceptionHandler handler : List.of(
                    ExceptionHandler.logOnly(), ExceptionHandler.closeNursery(), ExceptionHandler.shutdownLoop())) {
                assertNullRefused("loop", () -> handler.handle(null, ExceptionContext.of("x")));
                assertNullRefused("context", () -> handler.handle(loop, null));
            }
            assertThat(loop.isRunning()).isTrue();
        }
    }

    @Nested
    class When_a_name_is_empty {
        @EachThreadKind
        void no_task_is_made(Ground ground) {
            TaskLoop loop = ground.loops().loop("second");
            for (String empty : List.of("", " \n")) {
                assertRefused(
                        IllegalArgumentException.class,
                        "name [" + empty + "] of a task is empty; give it one",
                        () -> loop.createTask(empty, () -> {
                            ground.note("ran");
                            return 1;
                        }));
            }
            assertThat(loop.allTasks()).isEmpty();
            ground.clear();
            assertThat(ground.events()).isEmpty();
        }
    }

    @Nested
    class When_it_has_stopped {
        @EachThreadKind
        void it_takes_no_tasks(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            assertThat(loop.<Integer>run(() -> 5)).isEqualTo(5);
            assertTakesNothing(ground, loop, STOPPED);
            ground.clear();
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void what_only_looks_still_works(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            loop.run(() -> 5);
            loop.stop();
            loop.stop(ExceptionContext.of("too late"));
            loop.runForever();
            loop.setExceptionHandler(null);
            assertThat(loop.isRunning()).isFalse();
            assertThat(loop.allTasks()).isEmpty();
            assertThat(loop.name()).isEqualTo("second");
            assertThat(loop).hasToString("TaskLoop[second, stopped]");
        }
    }

    @Nested
    class When_it_is_stopping {
        @EachThreadKind
        void it_takes_no_tasks(Ground ground) {
            TaskLoop loop = ground.loops().loop("second");
            CountDownLatch closing = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.factory().open("N", loop);
            nursery.callback(() -> {
                closing.countDown();
                Ground.awaitStubbornly(release);
            });
            Task<Void> shutdown = ground.shutdownService().shutdown(loop, ShutdownReason.of("end"));
            Ground.await(closing);
            assertThat(loop.isRunning()).isFalse();
            assertThat(loop).hasToString("TaskLoop[second, stopping]");
            assertTakesNothing(ground, loop, STOPPING);
            release.countDown();
            Ground.ended(shutdown);
            ground.clear();
            assertThat(ground.events()).isEmpty();
        }
    }

    /** Offers everything that a loop takes; afterwards no name and no task is left of it. */
    private static void assertTakesNothing(Ground ground, TaskLoop loop, String message) {
        int before = ground.armings();
        Callable<Integer> late = () -> {
            ground.note("ran");
            return 1;
        };
        assertRefused(
                IllegalStateException.class,
                message,
                () -> loop.createTask("late", late),
                () -> loop.run(late),
                () -> ground.factory().open("late", loop),
                () -> ground.factory()
                        .open(NurseryOptions.defaults().withName("late").withLoop(loop)),
                () -> ground.shutdownService().addShutdownHandling(loop),
                () -> ground.shutdownService().setupShutdownHandling(loop));
        assertThat(ground.armings()).isEqualTo(before);
        assertThat(loop.allTasks()).isEmpty();
        assertThat(ground.loops().nurseries()).doesNotContainKey("late");
        ground.open("late").close();
    }

    @Nested
    class When_one_of_its_own_tasks_waits_for_its_stop {
        @EachThreadKind
        void that_is_refused_and_the_loop_runs_on(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            Task<String> me = loop.createTask("me", () -> {
                assertRefused(
                        IllegalStateException.class,
                        "task [me] cannot wait for the stop of its own loop [second]; wait from outside",
                        loop::runForever,
                        () -> loop.run(() -> {
                            ground.note("ran");
                            return 1;
                        }));
                return "went on";
            });
            assertThat(me.get()).isEqualTo("went on");
            assertThat(loop.isRunning()).isTrue();
            ground.clear();
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void a_task_of_another_loop_may(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            Task<Integer> other = ground.loops().defaultLoop().createTask("other", () -> loop.run(() -> 5));
            assertThat(other.get()).isEqualTo(5);
            assertThat(loop.isRunning()).isFalse();
        }
    }
}
