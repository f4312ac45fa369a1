package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.NurseryException;
import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import codestare.nursery.internal.work.WorkerPool;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;

class StoppedLoopTest {
    private static final String STOPPED = "loop [acme.search/17] is stopped; use another one, or the default loop";

    @Nested
    class When_a_loop_has_stopped {
        @EachThreadKind
        void it_stays_stopped_and_its_nurseries_are_closed(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskLoop old = nursery.loop();
            ground.sleeper(nursery, "sleeper");
            stop(ground, old);
            assertThat(ground.loops().loops()).isEmpty();
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("sleeper ended");
            TaskNursery next = ground.open("N");
            assertThat(next.loop()).isNotSameAs(old);
            assertThat(old.isRunning()).isFalse();
            assertThat(nursery.isClosed()).isTrue();
            next.close();
        }

        @EachThreadKind
        void nobody_lists_it_any_more_when_those_who_waited_go_on(Ground ground) throws Exception {
            WorkerLoop loop = (WorkerLoop) ground.loops().defaultLoop();
            FutureTask<Boolean> waiting = new FutureTask<>(() -> {
                loop.runForever();
                return ground.tenant().live().contains(loop);
            });
            Thread waiter = new Thread(waiting, "waiter");
            synchronized (ground.tenant()) {
                // what lists loops is held, so the shutdown cannot take this one out
                loop.stop();
                ground.awaitTrue(loop::isStopped);
                waiter.start();
                // and not for the list, where it would be blocked
                ground.awaitTrue(() -> waiter.getState() == WAITING);
            }
            assertThat(waiting.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .as("the loop is listed")
                    .isFalse();
        }

        @EachThreadKind
        void the_next_default_loop_is_a_new_one_of_the_same_name(Ground ground) throws Exception {
            TaskLoop old = ground.loops().defaultLoop();
            stop(ground, old);
            TaskLoop made = ground.loops().defaultLoop();
            assertThat(made).isNotSameAs(old);
            assertThat(made.name()).isEqualTo("acme.search/17");
            assertThat(made.createTask("five", () -> 5).get()).isEqualTo(5);
            assertThat(ground.loops().loops()).containsExactly(Map.entry("acme.search/17", made));
        }

        @EachThreadKind
        void the_next_loop_of_a_name_is_a_new_one(Ground ground) {
            TaskLoop old = ground.loops().loop("second");
            stop(ground, old);
            assertThat(ground.loops().loop("second"))
                    .isNotSameAs(old)
                    .satisfies(made -> assertThat(made.isRunning()).isTrue());
        }

        @EachThreadKind
        void only_the_stopped_one_itself_is_refused(Ground ground) {
            TaskLoop old = ground.loops().defaultLoop();
            stop(ground, old);
            assertRefused(
                    IllegalStateException.class,
                    STOPPED,
                    () -> ground.factory().open("x", old),
                    () -> ground.factory().open(NurseryOptions.defaults().withLoop(old)));
            assertThat(ground.loops().nurseries()).isEmpty();
            assertThat(ground.loops().loops()).isEmpty();
            TaskLoop made = ground.loops().defaultLoop();
            assertRefused(
                    IllegalStateException.class, STOPPED, () -> ground.factory().open("x", old));
            assertThat(ground.factory().open("x", made).loop()).isSameAs(made);
        }

        @EachThreadKind
        void the_new_one_has_its_own_handler_and_arms_anew(Ground ground) {
            TaskLoop old = ground.open("N").loop();
            old.setExceptionHandler(ExceptionHandler.closeNursery());
            stop(ground, old);
            TaskLoop made = ground.loops().defaultLoop();
            assertThat(made.exceptionHandler()).isEmpty();
            int before = ground.armings();
            ground.open("N");
            assertThat(made.exceptionHandler()).containsSame(ExceptionHandler.shutdownLoop());
            assertThat(ground.armings()).isEqualTo(before + 1);
        }
    }

    @Nested
    class When_a_loop_is_stopping {
        @EachThreadKind
        void the_next_nursery_gets_a_new_one(Ground ground) {
            CountDownLatch closing = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery old = ground.open("old");
            old.callback(() -> {
                closing.countDown();
                Ground.awaitStubbornly(release);
            });
            old.loop().stop();
            Ground.await(closing);
            TaskNursery next = ground.open("next");
            assertThat(next.loop()).isNotSameAs(old.loop());
            assertThat(next.loop().name()).isEqualTo("acme.search/17");
            assertThat(ground.loops().loops()).containsExactly(Map.entry("acme.search/17", next.loop()));
            // both are there until the old one has closed
            assertThat(ground.loops().nurseries().keySet()).containsExactly("old", "next");
            release.countDown();
            Ground.ended(old.sentinelTask());
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("next", next));
            assertThat(next.loop().isRunning()).isTrue();
        }

        @EachThreadKind
        void a_nursery_whose_turn_has_not_come_refuses_a_child_as_one_that_closes(Ground ground) {
            CompletableFuture<Throwable> refusal = new CompletableFuture<>();
            TaskNursery other = ground.open("other");
            TaskNursery failing = ground.open("failing");
            failing.callback(() -> refusal.complete(catchThrowable(() -> other.open("child"))));
            failing.createTask("bad", () -> {
                throw new IOException("bad");
            });
            assertThat(refusal.orTimeout(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)
                            .join())
                    .isExactlyInstanceOf(NurseryClosedException.class)
                    .hasMessage("nursery [other] is closing; open a new one");
            Ground.ended(other.sentinelTask());
            assertThat(ground.loops().nurseries()).doesNotContainKey("child");
        }
    }

    @Nested
    class When_it_stops_while_a_nursery_is_opened {
        @EachThreadKind
        void the_opening_is_refused_although_the_shutdown_has_closed_that_nursery(Ground ground) throws Exception {
            WorkerPool pool = new WorkerPool("raced", () -> ThreadMaker.of(ThreadKind.AUTO));
            // told when the nursery can be seen, and before the loop is looked at again
            WorkerLoop loop = new WorkerLoop(ground.tenant(), "raced", pool) {
                @Override
                void list(LoopNursery nursery) {
                    super.list(nursery);
                    StoppedLoopTest.stop(ground, this);
                }
            };
            NurserySpec spec =
                    new NurserySpec(ground.tenant(), NurseryOptions.defaults().withName("late"), null, new Object());
            FutureTask<LoopNursery> opening =
                    new FutureTask<>(() -> ground.tenant().openHere(spec, loop));
            Thread opener = new Thread(opening, "opener");
            opener.setDaemon(true);
            opener.start();
            assertThatThrownBy(() -> opening.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .isExactlyInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("loop [raced] is stopped; use another one, or the default loop");
            assertThat(loop.nurseries()).isEmpty();
            assertThat(ground.loops().nurseries()).isEmpty();
            ground.open("late").close();
        }
    }

    @Nested
    class When_a_failure_stopped_it {
        @EachThreadKind
        void the_bundle_goes_on_with_a_new_one(Ground ground) {
            IOException failure = new IOException("boom");
            TaskNursery failing = ground.open("N");
            failing.createTask("bad", () -> {
                throw failure;
            });
            assertThatThrownBy(failing.loop()::runForever)
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("loop [acme.search/17] failed with java.io.IOException")
                    .hasCause(failure);
            TaskNursery next = ground.open("N");
            assertThat(next.loop()).isNotSameAs(failing.loop());
            next.close();
        }
    }

    private static void stop(Ground ground, TaskLoop loop) {
        Ground.ended(ground.shutdownService().shutdown(loop, ShutdownReason.of("the test stops it")));
        assertThat(loop.isRunning()).isFalse();
    }
}
