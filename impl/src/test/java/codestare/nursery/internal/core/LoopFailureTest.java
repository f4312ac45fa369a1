package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

class LoopFailureTest {
    private final IOException failure = new IOException("boom");

    @EachThreadKind
    void the_failing_nursery_closes_first_then_the_others_then_loose_tasks_then_the_loop(Ground ground)
            throws Exception {
        TaskLoop loop = ground.loops().defaultLoop();
        TaskNursery other = ground.open("other");
        TaskNursery failing = ground.open("failing");
        other.callback(() -> ground.note("other closed"));
        failing.callback(() -> ground.note("failing closed"));
        CountDownLatch begun = new CountDownLatch(1);
        loop.createTask("loose", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ground.note("loose ended");
            }
            return null;
        });
        Ground.await(begun);
        failing.createTask("bad", () -> {
            throw failure;
        });
        assertThatThrownBy(loop::runForever)
                .isInstanceOf(NurseryException.class)
                .hasMessage("loop [acme.search/17] failed with java.io.IOException")
                .hasCause(failure);
        assertThat(ground.events()).containsExactly("failing closed", "other closed", "loose ended");
        assertThat(loop.isRunning()).isFalse();
        assertThat(ground.loops().defaultLoop()).isNotSameAs(loop);
        assertThat(ground.loops().defaultLoop().name()).isEqualTo(loop.name());
    }

    @EachThreadKind
    void other_loops_are_not_touched(Ground ground) {
        TaskNursery untouched =
                ground.factory().open("untouched", ground.loops().loop("second"));
        Task<Void> sleeper = ground.sleeper(untouched, "sleeper");
        TaskNursery failing = ground.open("failing");
        failing.createTask("bad", () -> {
            throw failure;
        });
        Ground.ended(failing.sentinelTask());
        assertThat(untouched.isClosed()).isFalse();
        assertThat(sleeper.isDone()).isFalse();
        untouched.close();
    }

    @EachThreadKind
    void the_handler_is_told_once_on_the_worker_after_the_status_is_set(Ground ground) throws Exception {
        TaskLoop loop = ground.loops().defaultLoop();
        TaskNursery nursery = ground.open("told");
        loop.setExceptionHandler((at, context) ->
                ground.note(context.message() + " " + context.task().status() + " "
                        + Thread.currentThread().getName() + " " + (context.sentinel() == nursery.sentinelTask()) + " "
                        + (context.exception() == failure)));
        Ground.ended(nursery.createTask("bad", () -> {
            throw failure;
        }));
        assertThat(ground.events()).containsExactly("task [bad:told] failed FAILED bad:told true true");
        assertThatThrownBy(nursery::close).hasCause(failure);
    }

    @EachThreadKind
    void a_handler_that_throws_is_replaced_by_the_shutdown(Ground ground) {
        TaskLoop loop = ground.loops().defaultLoop();
        TaskNursery nursery = ground.open("thrown");
        loop.setExceptionHandler((at, context) -> {
            throw new IllegalStateException("handler");
        });
        nursery.createTask("bad", () -> {
            throw failure;
        });
        assertThatThrownBy(loop::runForever).hasCause(failure);
        assertThat(nursery.isClosed()).isTrue();
    }

    @EachThreadKind
    void a_child_that_fails_while_its_nursery_closes_ends_nobody_else(Ground ground) {
        TaskLoop loop = ground.loops().defaultLoop();
        TaskNursery other = ground.open("other");
        TaskNursery nursery = ground.open("closing");
        CountDownLatch begun = new CountDownLatch(1);
        nursery.createTask("bad", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException cancelled) {
                throw failure;
            }
        });
        Ground.await(begun);
        assertThatThrownBy(nursery::close).hasCause(failure);
        assertThat(loop.isRunning()).isTrue();
        assertThat(other.isClosed()).isFalse();
        other.close();
    }

    @EachThreadKind
    void a_failing_sibling_is_reported_by_get_as_well(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(null);
        TaskNursery nursery = ground.open("get");
        Task<Void> bad = nursery.createTask("bad", () -> {
            throw failure;
        });
        assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class).hasCause(failure);
        assertThatThrownBy(nursery::close).hasCause(failure);
    }

    @EachThreadKind
    void run_gives_the_result_and_stops_the_loop(Ground ground) throws Exception {
        TaskLoop loop = ground.loops().loop("main");
        assertThat(loop.<Integer>run(() -> 5)).isEqualTo(5);
        assertThat(loop.isRunning()).isFalse();
        assertThatThrownBy(() -> loop.createTask("late", () -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("loop [main] is stopped; use another one, or the default loop");
        TaskLoop failing = ground.loops().loop("main");
        assertThatThrownBy(() -> failing.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @EachThreadKind
    void the_current_task_and_loop_are_known_inside_only(Ground ground) throws Exception {
        LoopRegistry loops = ground.loops();
        try (TaskNursery nursery = ground.open("N")) {
            assertThat(loops.currentTask()).isEmpty();
            String seen = nursery.createTask(
                            "me",
                            () -> loops.currentTask().orElseThrow().name() + " "
                                    + loops.currentLoop().orElseThrow().name())
                    .get();
            assertThat(seen).isEqualTo("me:N acme.search/17");
            Tenant stranger = ground.engine().bundle("stranger", 18, null);
            assertThat(nursery.createTask(
                                    () -> stranger.registry().currentTask().isEmpty())
                            .get())
                    .isTrue();
        }
    }
}
