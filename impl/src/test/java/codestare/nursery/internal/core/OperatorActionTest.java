package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Looks.nursery;
import static codestare.nursery.internal.core.Looks.onlyLoop;
import static codestare.nursery.internal.core.Looks.onlyTask;
import static codestare.nursery.internal.core.Looks.viewOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;

class OperatorActionTest {
    @EachThreadKind
    void cancels_a_task_and_tells_the_log_who_asked(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("N");
        Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
        try (Logged log = new Logged()) {
            viewOf(ground).cancelTask(onlyTask(ground, "N").id(), "alice");
            Ground.ended(sleeper);
            assertThat(log.lines()).contains("INFO task [sleeper:N] is cancelled; asked for by [alice]");
        }
        assertThat(sleeper.isCancelled()).isTrue();
        assertThatThrownBy(sleeper::get).hasMessage("task [sleeper:N] is cancelled: asked for by alice");
        nursery.close();
    }

    @EachThreadKind
    void interrupts_a_cancelled_task_once_more(Ground ground) {
        CountDownLatch begun = new CountDownLatch(1);
        TaskNursery nursery = ground.open("N");
        Task<Void> task = nursery.createTask("deaf", () -> {
            begun.countDown();
            for (int interrupts = 0; interrupts < 3; interrupts++) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    ground.note("interrupted");
                }
            }
        });
        Ground.await(begun);
        String id = onlyTask(ground, "N").id();
        try (Logged log = new Logged()) {
            for (int ask = 1; ask <= 3; ask++) {
                Ground.awaitWaiting(task);
                viewOf(ground).cancelTask(id, "alice");
                ground.awaitEvents(ask);
            }
            assertThat(log.lines())
                    .filteredOn(
                            line -> line.equals("INFO task [deaf:N] is interrupted once more; asked for by [alice]"))
                    .hasSize(2);
        }
        Ground.ended(task);
        nursery.close();
    }

    @EachThreadKind
    void closes_a_nursery(Ground ground) {
        TaskNursery nursery = ground.open("N");
        ground.sleeper(nursery, "sleeper");
        try (Logged log = new Logged()) {
            viewOf(ground).closeNursery(nursery(ground, "N").id(), "alice");
            Ground.ended(nursery.sentinelTask());
            assertThat(log.lines()).contains("INFO nursery [N] of loop [acme.search/17] closes; asked for by [alice]");
        }
        assertThat(nursery.isClosed()).isTrue();
        assertThat(ground.events()).containsExactly("sleeper ended");
    }

    @EachThreadKind
    void shuts_a_loop_down(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("N");
        try (Logged log = new Logged()) {
            viewOf(ground).shutdownLoop(onlyLoop(ground).id(), "alice");
            nursery.loop().runForever();
            assertThat(log.lines()).contains("INFO loop [acme.search/17] is shut down; asked for by [alice]");
        }
        assertThat(nursery.isClosed()).isTrue();
        assertThat(viewOf(ground).loops()).isEmpty();
    }

    @EachThreadKind
    void shuts_all_loops_down(Ground ground) throws Exception {
        TaskNursery mine = ground.open("N");
        TaskNursery theirs =
                ground.engine().bundle("stranger", 18, null).factory().open("N");
        try (Logged log = new Logged()) {
            viewOf(ground).shutdownAll("alice");
            assertThat(log.lines()).contains("INFO all loops are shut down; asked for by [alice]");
        }
        mine.loop().runForever();
        theirs.loop().runForever();
        assertThat(viewOf(ground).loops()).isEmpty();
    }

    @EachThreadKind
    void on_what_is_not_there_is_refused(Ground ground) {
        OperatorView view = viewOf(ground);
        assertThatThrownBy(() -> view.task("9-9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("task [9-9] is not there: it has ended, or never was; list the tasks");
        assertThatThrownBy(() -> view.cancelTask("nonsense", "alice"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("task [nonsense] is not there: it has ended, or never was; list the tasks");
        assertThatThrownBy(() -> view.closeNursery(99, "alice"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("nursery [99] is not there: it has closed, or never was; list the nurseries");
        assertThatThrownBy(() -> view.shutdownLoop(99, "alice"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("loop [99] is not there: it has stopped, or never was; list the loops");
    }
}
