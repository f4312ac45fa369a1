package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

class StragglerTest {
    @EachThreadKind
    @Tag("slow")
    void a_close_goes_on_without_a_task_that_does_not_end_and_lists_it_until_it_does(Ground ground) {
        CountDownLatch release = new CountDownLatch(1);
        TaskNursery nursery = ground.open("patience");
        nursery.callback(() -> ground.note("callback"));
        Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
        ground.hurried(nursery::close);
        assertThat(nursery.isClosed()).isTrue();
        assertThat(stubborn.isDone()).isFalse();
        assertThat(ground.engine().stragglers().live())
                .extracting(Object::toString)
                .containsExactly("task [stubborn:patience] of nursery [patience] of bundle [acme.search/17]");
        assertThat(ground.events()).containsExactly("callback");
        release.countDown();
        Ground.ended(stubborn);
        ground.awaitNoStraggler();
    }

    @EachThreadKind
    @Tag("slow")
    void it_is_interrupted_once_more(Ground ground) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskNursery nursery = ground.open("patience");
        Task<Void> second = nursery.createTask("second", () -> {
            begun.countDown();
            for (int interrupts = 0; interrupts < 2; interrupts++) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    ground.note("interrupt");
                }
            }
        });
        Ground.await(begun);
        ground.clock().stop();
        FutureTask<Void> close = new FutureTask<>(nursery::close, null);
        new Thread(close, "closer").start();
        // else both interrupts may be one
        ground.awaitEvents(1);
        ground.passWhenAwaited(ground.engine().settings().grace());
        close.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
        Ground.ended(second);
        assertThat(ground.events()).containsExactly("interrupt", "interrupt");
        ground.awaitNoStraggler();
    }

    @EachThreadKind
    @Tag("slow")
    void it_is_logged_with_its_age_and_its_stack_is_that_of_an_exception(Ground ground) {
        CountDownLatch release = new CountDownLatch(1);
        TaskNursery nursery = ground.open("patience");
        Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
        try (Logged logged = new Logged()) {
            ground.hurried(nursery::close);
            assertThat(logged.lines())
                    .filteredOn(line -> line.contains("[stubborn:patience]"))
                    .singleElement()
                    .asString()
                    .matches(
                            "WARNING task \\[stubborn:patience] of nursery \\[patience] of bundle \\[acme.search/17] has"
                                    + " not ended in time and is left behind; make it end when it is interrupted; it has been"
                                    + " running for PT[0-9.]+S \\| java.lang.Throwable: stack of thread \\[stubborn:patience]");
        }
        release.countDown();
        Ground.ended(stubborn);
        ground.awaitNoStraggler();
    }

    @EachThreadKind
    @Tag("slow")
    void an_action_that_does_not_end_once_it_is_told_of_a_task_is_logged_with_its_stack(Ground ground) {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        TaskNursery nursery = ground.open("patience");
        nursery.createTask("task", () -> go.await()).onDone(done -> {
            told.countDown();
            Ground.awaitStubbornly(release);
        });
        go.countDown();
        Ground.await(told);
        try (Logged logged = new Logged()) {
            ground.hurried(nursery::close);
            assertThat(logged.lines())
                    .filteredOn(line -> line.contains("[task:patience]"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARNING task [task:patience] of nursery [patience] of bundle [acme.search/17] has ended,"
                                    + " but an onDone action of it has not")
                    .endsWith("java.lang.Throwable: stack of thread [task:patience]");
        }
        release.countDown();
        ground.clear();
    }

    @EachThreadKind
    @Tag("slow")
    void a_stuck_exit_callback_is_left_behind_where_somebody_else_closes(Ground kind) {
        Ground ground = Ground.patient(kind.kind(), Duration.ofSeconds(1), Duration.ofSeconds(25));
        TaskNursery nursery = ground.open("stuck");
        assertStuckCallbackIsLeftBehind(ground, nursery, nursery, 1);
    }

    @EachThreadKind
    @Tag("slow")
    void what_one_that_was_left_behind_adds_is_refused(Ground kind) {
        Ground ground = Ground.patient(kind.kind(), Duration.ofSeconds(1), Duration.ofSeconds(25));
        CountDownLatch older = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        TaskNursery nursery = ground.open("stuck");
        CountDownLatch begun = new CountDownLatch(1);
        nursery.createTask("older", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                older.countDown();
                Ground.awaitStubbornly(tried);
            }
        });
        Ground.await(begun);
        nursery.callback(() -> {
            Ground.awaitStubbornly(older);
            try {
                nursery.callback(() -> ground.note("too late"));
            } catch (NurseryClosedException refused) {
                ground.note(refused.getMessage());
            } finally {
                tried.countDown();
            }
        });
        nursery.sentinelTask().cancel("enough");
        ground.passWhenAwaited(Duration.ofSeconds(1));
        Ground.ended(nursery.sentinelTask());
        assertThat(ground.events()).containsExactly("nursery [stuck] is closing; open a new one");
        ground.clear();
    }

    @EachThreadKind
    @Tag("slow")
    void so_is_one_of_a_child_nursery(Ground kind) {
        Ground ground = Ground.patient(kind.kind(), Duration.ofSeconds(1), Duration.ofSeconds(25));
        TaskNursery parent = ground.open("parent");
        assertStuckCallbackIsLeftBehind(ground, parent, parent.open("stuck"), 2);
    }

    /** @param closers wait for a limit: for the callback, and for the close of the child */
    private static void assertStuckCallbackIsLeftBehind(
            Ground ground, TaskNursery closed, TaskNursery nursery, int closers) {
        CountDownLatch release = new CountDownLatch(1);
        nursery.callback(() -> ground.note("oldest"));
        nursery.callback(() -> Ground.awaitStubbornly(release));
        closed.sentinelTask().cancel("enough");
        ground.awaitTrue(() -> ground.clock().waiting() == closers);
        ground.clock().advance(Duration.ofSeconds(1));
        Ground.ended(closed.sentinelTask());
        assertThat(ground.events()).containsExactly("oldest");
        assertThat(ground.engine().stragglers().live())
                .extracting(Object::toString)
                .containsExactly("task [exit:stuck] of nursery [stuck] of bundle [acme.search/17]");
        release.countDown();
        ground.clear();
    }

    @EachThreadKind
    void those_that_wait_for_the_task_that_closes_are_watched_by_one_thread(Ground ground) throws Exception {
        String name = "crowd-" + ground.kind();
        TaskNursery nursery = ground.open(name);
        CountDownLatch go = new CountDownLatch(1);
        Task<Long> closing = nursery.createTask("closing", () -> {
            Ground.await(go);
            nursery.close();
            CountDownLatch afterTheWatchers = new CountDownLatch(1);
            ground.engine().house().execute("marker", afterTheWatchers::countDown);
            Ground.await(afterTheWatchers);
            return Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(thread -> thread.startsWith("watch:") && thread.contains(name))
                    .count();
        });
        CountDownLatch waiting = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            nursery.createTask("waiting-" + i, () -> {
                waiting.countDown();
                return closing.get();
            });
        }
        Ground.await(waiting);
        go.countDown();
        assertThat(closing.get()).isLessThanOrEqualTo(1);
        assertThat(ground.engine().stragglers().live()).isEmpty();
    }

    @EachThreadKind
    @Tag("slow")
    void a_release_waits_no_longer_than_the_grace_period_of_somebody_elses_close(Ground ground) {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inCallback = new CountDownLatch(1);
        TaskNursery nursery = ground.open("other");
        nursery.callback(() -> {
            inCallback.countDown();
            Ground.awaitStubbornly(release);
        });
        Thread owner = new Thread(nursery::close, "owner");
        owner.start();
        Ground.await(inCallback);
        ground.hurried(nursery::close);
        assertThat(nursery.isClosed()).isFalse();
        release.countDown();
        Ground.ended(nursery.sentinelTask());
    }
}
