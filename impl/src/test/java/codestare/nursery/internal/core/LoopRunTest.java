package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryException;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;

class LoopRunTest {
    private final IOException failure = new IOException("boom");

    /** Runs something on a thread of its own, where an interrupt or a long wait does not harm the test. */
    private static <T> FutureTask<T> elsewhere(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(task, "elsewhere");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T end(FutureTask<T> task) throws Exception {
        return task.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
    }

    @Nested
    class When_a_body_is_run {
        @EachThreadKind
        void it_is_a_task_of_the_loop_and_its_result_comes_back_when_the_loop_has_stopped(Ground ground)
                throws Exception {
            TaskLoop loop = ground.loops().loop("main");
            String seen =
                    loop.run(() -> ground.loops().currentTask().orElseThrow().name() + " on "
                            + ground.loops().currentLoop().orElseThrow().name() + ", listed "
                            + loop.allTasks().size());
            assertThat(seen).isEqualTo("run:main on main, listed 1");
            assertThat(loop.isRunning()).isFalse();
            assertThat(loop).hasToString("TaskLoop[main, stopped]");
        }

        @EachThreadKind
        void what_it_left_open_is_closed_before_the_call_returns(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("main");
            TaskNursery left = loop.run(() -> {
                TaskNursery nursery = ground.open("left");
                ground.sleeper(nursery, "sleeper");
                return nursery;
            });
            assertThat(left.loop()).isSameAs(loop);
            assertThat(left.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("sleeper ended");
        }

        @EachThreadKind
        void its_exception_or_error_is_thrown_as_it_is_and_told_to_no_handler(Ground ground) {
            AssertionError error = new AssertionError("assertion");
            for (Throwable thrown : List.of(failure, error)) {
                TaskLoop loop = ground.loops().loop("main");
                loop.setExceptionHandler((at, context) -> ground.note(context.message()));
                assertThatThrownBy(() -> loop.run(() -> {
                            if (thrown == error) {
                                throw error;
                            }
                            throw failure;
                        }))
                        .isSameAs(thrown);
                assertThat(loop.isRunning()).isFalse();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void an_interrupt_of_the_caller_cancels_it(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("main");
            CountDownLatch begun = new CountDownLatch(1);
            Thread[] caller = new Thread[1];
            FutureTask<Void> running = elsewhere(() -> {
                caller[0] = Thread.currentThread();
                assertThatThrownBy(() -> loop.run(() -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                ground.note("body ended");
                            }
                            return null;
                        }))
                        .isExactlyInstanceOf(InterruptedException.class);
                ground.note("run threw, loop " + loop);
                return null;
            });
            Ground.await(begun);
            caller[0].interrupt();
            end(running);
            assertThat(ground.events()).containsExactly("body ended", "run threw, loop TaskLoop[main, stopped]");
        }

        @EachThreadKind
        void a_failure_of_another_task_is_thrown_and_the_cancelled_body_adds_nothing(Ground ground) {
            TaskLoop loop = ground.loops().loop("main");
            assertThatThrownBy(() -> loop.run(() -> {
                        ground.open("N").createTask("bad", () -> {
                            throw failure;
                        });
                        new CountDownLatch(1).await();
                        return null;
                    }))
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("loop [main] failed with java.io.IOException")
                    .hasCause(failure)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
        }

        @EachThreadKind
        void its_own_exception_is_suppressed_in_the_failure_of_another_task(Ground ground) {
            TaskLoop loop = ground.loops().loop("main");
            IllegalStateException own = new IllegalStateException("own");
            assertThatThrownBy(() -> loop.run(() -> {
                        ground.open("N").createTask("bad", () -> {
                            throw failure;
                        });
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException cancelled) {
                            throw own;
                        }
                        return null;
                    }))
                    .hasCause(failure)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(own));
        }
    }

    @Nested
    class When_a_loop_is_stopped {
        @EachThreadKind
        void what_runs_is_cancelled_and_who_runs_for_ever_returns(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("main");
            TaskNursery nursery = ground.factory().open("N", loop);
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            CountDownLatch waiting = new CountDownLatch(1);
            FutureTask<Void> running = elsewhere(() -> {
                waiting.countDown();
                loop.runForever();
                ground.note("runForever returned");
                return null;
            });
            Ground.await(waiting);
            assertThat(running).isNotDone();
            loop.stop();
            assertThat(loop.isRunning()).isFalse();
            end(running);
            assertThatThrownBy(sleeper::get).hasMessage("task [sleeper:N] is cancelled: stop of loop [main]");
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("sleeper ended", "runForever returned");
            loop.runForever();
        }

        @EachThreadKind
        void one_of_its_tasks_may_do_it_and_goes_on_until_it_is_cancelled(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("main");
            TaskNursery nursery = ground.factory().open("N", loop);
            Task<Void> task = nursery.createTask("stopper", () -> {
                loop.stop();
                ground.note("stop returned");
                new CountDownLatch(1).await();
            });
            loop.runForever();
            assertThat(ground.events()).containsExactly("stop returned");
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
        }

        @EachThreadKind
        void a_second_stop_does_nothing(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("main");
            loop.stop();
            Task<Void> shutdown = ground.shutdownService().shutdown(loop, ShutdownReason.of("again"));
            loop.stop();
            assertThat(ground.shutdownService().shutdown(loop, ShutdownReason.of("again")))
                    .isSameAs(shutdown);
            shutdown.get();
            loop.stop();
            loop.runForever();
        }
    }

    @Nested
    class When_a_failure_stopped_the_loop {
        @EachThreadKind
        void everyone_who_runs_it_for_ever_gets_an_exception_of_his_own(Ground ground) {
            TaskLoop loop = ground.loops().loop("main");
            ground.factory().open("N", loop).createTask("bad", () -> {
                throw failure;
            });
            Throwable[] thrown = new Throwable[2];
            for (int i = 0; i < 2; i++) {
                int at = i;
                assertThatThrownBy(loop::runForever)
                        .isExactlyInstanceOf(NurseryException.class)
                        .hasMessage("loop [main] failed with java.io.IOException")
                        .hasCause(failure)
                        .satisfies(e -> thrown[at] = e);
            }
            assertThat(thrown[0]).isNotSameAs(thrown[1]);
        }

        @EachThreadKind
        void an_error_is_thrown_as_it_is_and_is_a_cause_the_next_time(Ground ground) {
            TaskLoop loop = ground.loops().loop("main");
            AssertionError error = new AssertionError("assertion");
            ground.factory().open("N", loop).createTask("bad", () -> {
                throw error;
            });
            assertThatThrownBy(loop::runForever).isSameAs(error);
            assertThatThrownBy(loop::runForever)
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("loop [main] failed with java.lang.AssertionError")
                    .hasCause(error);
        }

        @EachThreadKind
        void a_loose_task_that_fails_stops_it_as_well(Ground ground) {
            TaskLoop loop = ground.loops().loop("main");
            // the first nursery of a loop sets up its shutdown
            TaskNursery nursery = ground.factory().open("N", loop);
            loop.createTask("loose", () -> {
                throw failure;
            });
            assertThatThrownBy(loop::runForever).hasCause(failure);
            assertThat(nursery.isClosed()).isTrue();
        }
    }

    @Nested
    class When_who_runs_it_for_ever_is_interrupted {
        @EachThreadKind
        void only_the_waiting_ends(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            Thread.currentThread().interrupt();
            assertThatThrownBy(nursery.loop()::runForever).isExactlyInstanceOf(InterruptedException.class);
            assertThat(nursery.loop().isRunning()).isTrue();
            assertThat(sleeper.isDone()).isFalse();
            nursery.close();
        }
    }
}
