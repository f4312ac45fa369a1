package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

class ClosingOrderTest {
    @EachThreadKind
    void a_task_ends_before_the_older_resource_and_after_the_newer_callback(Ground ground) {
        TaskNursery nursery = ground.open("indexer");
        nursery.enter((AutoCloseable) () -> ground.note("database closed"));
        Task<Void> reader = ground.sleeper(nursery, "reader");
        nursery.callback(() -> ground.note("flushed, reader " + reader.status()));
        ground.sleeper(nursery, "report");
        nursery.close();
        assertThat(ground.events())
                .containsExactly("report ended", "flushed, reader RUNNING", "reader ended", "database closed");
    }

    @EachThreadKind
    void an_older_resource_waits_for_a_task_that_takes_its_time(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("slow");
        nursery.enter((AutoCloseable) () -> ground.note("database closed"));
        CountDownLatch release = new CountDownLatch(1);
        ground.stubborn(nursery, "reader", release);
        Thread closer = new Thread(nursery::close, "closer");
        closer.start();
        ground.awaitTrue(() -> ground.clock().waiting() > 0 || !closer.isAlive());
        release.countDown();
        closer.join();
        assertThat(ground.events()).containsExactly("reader ended", "database closed");
    }

    @EachThreadKind
    void tasks_with_nothing_between_them_are_all_cancelled_before_one_is_awaited(Ground ground) {
        TaskNursery nursery = ground.open("pair");
        CountDownLatch firstCancelled = new CountDownLatch(1);
        CountDownLatch secondCancelled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        nursery.createTask("first", () -> waitUntilCancelled(begun, firstCancelled, secondCancelled));
        nursery.createTask("second", () -> waitUntilCancelled(begun, secondCancelled, firstCancelled));
        Ground.await(begun);
        nursery.close();
        assertThat(firstCancelled.getCount() + secondCancelled.getCount()).isZero();
        assertThat(ground.engine().view().counts().straggled()).isZero();
    }

    private static void waitUntilCancelled(CountDownLatch begun, CountDownLatch mine, CountDownLatch others) {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            mine.countDown();
            Ground.awaitStubbornly(others);
        }
    }

    @EachThreadKind
    void child_nurseries_end_where_they_stand(Ground ground) {
        TaskNursery parent = ground.open("parent");
        parent.callback(() -> ground.note("oldest"));
        TaskNursery child = parent.open("child");
        child.callback(() -> ground.note("child"));
        parent.callback(() -> ground.note("newest"));
        parent.close();
        assertThat(ground.events()).containsExactly("newest", "child", "oldest");
        assertThat(child.isClosed()).isTrue();
    }

    @EachThreadKind
    void the_callbacks_of_an_only_child_run_on_the_thread_of_who_closes_its_parent(Ground ground) {
        TaskNursery parent = ground.open("parent");
        parent.open("child").callback(() -> ground.note(Thread.currentThread().getName()));
        parent.close();
        assertThat(ground.events()).containsExactly(Thread.currentThread().getName());
    }

    @EachThreadKind
    void an_exit_callback_may_add_what_ends_next(Ground ground) {
        TaskNursery nursery = ground.open("stack");
        nursery.callback(() -> ground.note("oldest"));
        nursery.callback(() -> {
            nursery.callback(() -> ground.note("added"));
            ground.sleeper(nursery, "helper");
            ground.note("adding");
        });
        nursery.close();
        assertThat(ground.events()).containsExactly("adding", "helper ended", "added", "oldest");
    }

    @EachThreadKind
    void two_tasks_that_an_exit_callback_adds_end_together_and_are_counted(Ground ground) {
        TaskNursery nursery = ground.open("pair");
        CountDownLatch firstCancelled = new CountDownLatch(1);
        CountDownLatch secondCancelled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        nursery.callback(() -> {
            nursery.createTask("first", () -> waitUntilCancelled(begun, firstCancelled, secondCancelled));
            nursery.createTask("second", () -> waitUntilCancelled(begun, secondCancelled, firstCancelled));
            Ground.await(begun);
        });
        nursery.close();
        assertThat(firstCancelled.getCount() + secondCancelled.getCount()).isZero();
        assertThat(ground.engine().view().counts().straggled()).isZero();
        assertThat(ground.engine().view().counts().created()).isEqualTo(2);
    }

    @EachThreadKind
    void what_is_below_a_task_that_has_ended_ends_as_well(Ground ground) {
        TaskNursery nursery = ground.open("stack");
        nursery.callback(() -> ground.note("callback"));
        Ground.ended(nursery.createTask(() -> {}));
        ground.awaitTrue(() -> nursery.tasks().isEmpty());
        nursery.close();
        assertThat(ground.events()).containsExactly("callback");
    }

    @EachThreadKind
    void a_task_that_is_cancelled_cannot_add_another(Ground ground) {
        TaskNursery nursery = ground.open("spawning");
        CountDownLatch begun = new CountDownLatch(1);
        nursery.createTask("spawner", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException cancelled) {
                try {
                    nursery.createTask("late", () -> ground.note("late runs"));
                } catch (NurseryClosedException refused) {
                    ground.note(refused.getMessage());
                }
            }
        });
        Ground.await(begun);
        nursery.close();
        assertThat(ground.events()).containsExactly("nursery [spawning] is closing; open a new one");
    }

    @EachThreadKind
    void what_left_is_not_closed(Ground ground) {
        TaskNursery nursery = ground.open("leaving");
        nursery.enter((AutoCloseable) () -> ground.note("kept"));
        AutoCloseable gone = nursery.enter((AutoCloseable) () -> ground.note("gone"));
        assertThat(nursery.leave(gone)).isSameAs(gone);
        nursery.close();
        assertThat(ground.events()).containsExactly("kept");
    }

    @EachThreadKind
    void a_child_nursery_that_closes_leaves_its_parent(Ground ground) {
        TaskNursery parent = ground.open("parent");
        for (int i = 0; i < 1_000; i++) {
            parent.open("child").close();
        }
        assertThat(((LoopNursery) parent).stack().children()).isEmpty();
        parent.close();
    }

    @EachThreadKind
    void a_nursery_opened_inside_a_task_is_a_child(Ground ground) throws Exception {
        TaskNursery outer = ground.open("outer");
        TaskNursery inner =
                outer.createTask("opener", () -> ground.open("inner")).get();
        ground.sleeper(inner, "orphan");
        outer.close();
        assertThat(inner.isClosed()).isTrue();
        assertThat(ground.events()).containsExactly("orphan ended");
    }
}
