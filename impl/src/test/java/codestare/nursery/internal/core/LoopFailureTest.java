package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryException;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

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
}
