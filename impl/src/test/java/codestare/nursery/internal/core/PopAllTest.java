package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.junit.jupiter.api.Nested;

class PopAllTest {
    @EachThreadKind
    void everything_moves_and_the_old_nursery_is_closed_and_empty(Ground ground) {
        TaskNursery old = ground.open("old");
        old.callback(() -> ground.note("callback"));
        Task<Void> moved = ground.sleeper(old, "moved");
        TaskNursery fresh = old.popAll();
        assertThat(old.isClosed()).isTrue();
        assertThat(old.sentinelTask().status()).isEqualTo(Task.Status.SUCCEEDED);
        assertThat(old.tasks()).isEmpty();
        assertThat(fresh.name()).isEqualTo("acme.search-1");
        assertThat(List.<Object>copyOf(fresh.tasks())).containsExactly(moved);
        assertThat(moved.name()).isEqualTo("moved:old");
        old.close();
        assertThat(ground.events()).isEmpty();
        fresh.close();
        assertThat(ground.events()).containsExactly("moved ended", "callback");
    }

    @EachThreadKind
    void a_task_is_called_after_the_nursery_that_it_came_to(Ground ground) {
        TaskNursery old = ground.open("old");
        Task<Void> before = old.createTask(() -> {});
        TaskNursery fresh = old.popAll();
        Task<Void> after = fresh.createTask(() -> {});
        assertThat(before.name()).isEqualTo("task:old");
        assertThat(after.name()).isEqualTo("task:acme.search-1");
        fresh.close();
    }

    @EachThreadKind
    void a_moved_task_reports_to_the_new_nursery(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(ExceptionHandler.closeNursery());
        IOException failure = new IOException("late");
        CountDownLatch fail = new CountDownLatch(1);
        TaskNursery old = ground.open("old");
        old.createTask("failing", () -> {
            Ground.awaitStubbornly(fail);
            throw failure;
        });
        TaskNursery fresh = old.popAll();
        fail.countDown();
        Ground.ended(fresh.sentinelTask());
        assertThatThrownBy(fresh::close).isInstanceOf(NurseryException.class).hasCause(failure);
        old.close();
    }

    @EachThreadKind
    void the_new_nursery_takes_the_place_on_the_parents_stack(Ground ground) {
        TaskNursery parent = ground.open("parent");
        TaskNursery old = parent.open("child");
        parent.callback(() -> ground.note("newest"));
        ground.sleeper(old, "moved");
        TaskNursery fresh = old.popAll();
        parent.close();
        assertThat(fresh.isClosed()).isTrue();
        assertThat(ground.events()).containsExactly("newest", "moved ended");
    }

    @EachThreadKind
    void the_new_nursery_leaves_that_place_when_it_closes(Ground ground) {
        TaskNursery parent = ground.open("parent");
        TaskNursery fresh = parent.open("child").popAll();
        assertThat(((LoopNursery) parent).stack().children()).containsExactly((LoopNursery) fresh);
        fresh.close();
        assertThat(((LoopNursery) parent).stack().children()).isEmpty();
        parent.close();
    }

    @EachThreadKind
    void a_closed_child_cannot_be_popped(Ground ground) {
        TaskNursery parent = ground.open("parent");
        TaskNursery child = parent.open("child");
        child.close();
        assertThatExceptionOfType(NurseryClosedException.class)
                .isThrownBy(child::popAll)
                .withMessage("nursery [child] is closed; open a new one");
        parent.close();
        assertThat(ground.loops().nurseries()).isEmpty();
    }

    @EachThreadKind
    void a_closed_nursery_cannot_be_popped(Ground ground) {
        TaskNursery nursery = ground.open("closed");
        nursery.close();
        assertThatExceptionOfType(NurseryClosedException.class)
                .isThrownBy(nursery::popAll)
                .withMessage("nursery [closed] is closed; open a new one");
        assertThat(ground.loops().nurseries()).isEmpty();
    }

    @Nested
    class In_the_body_of_a_call {
        @EachThreadKind
        void the_caller_is_not_interrupted(Ground ground) throws Exception {
            boolean interrupted = ground.factory().call("old", nursery -> {
                TaskNursery fresh = nursery.popAll();
                boolean now = Thread.currentThread().isInterrupted();
                fresh.close();
                return now;
            });
            assertThat(interrupted).isFalse();
        }

        @EachThreadKind
        void the_body_is_interrupted_when_somebody_else_moves_its_things(Ground ground) throws Exception {
            boolean interrupted = ground.factory().call("old", nursery -> {
                CountDownLatch moved = new CountDownLatch(1);
                new Thread(() -> {
                            nursery.popAll().close();
                            moved.countDown();
                        })
                        .start();
                Ground.awaitStubbornly(moved);
                return Thread.currentThread().isInterrupted();
            });
            assertThat(interrupted).isTrue();
        }
    }
}
