package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadSupply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A limit of tasks that run at once on a loop. */
class TasksLimitTest {
    private static Settings limitedTo(Ground ground, int limit) {
        return new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ground.kind(), false, limit);
    }

    @EachThreadKind
    void holds_for_all_nurseries_of_a_loop_and_for_each_loop_by_itself(Ground ground) throws Exception {
        ground.engine().apply(limitedTo(ground, 1));
        TaskNursery one = ground.open("one");
        TaskNursery other = ground.open("other");
        ground.sleeper(one, "sleeper");
        Task<Integer> waiting = other.createTask("waiting", () -> 5);
        TaskNursery elsewhere =
                ground.factory().open("elsewhere", ground.loops().loop("second"));
        assertThat(elsewhere.createTask("runs", () -> 6).get()).isEqualTo(6);
        assertThat(waiting.status()).isEqualTo(Task.Status.PENDING);
        one.close();
        assertThat(waiting.get()).isEqualTo(5);
        assertThat(ground.events()).containsExactly("sleeper ended");
    }

    @EachThreadKind
    void lets_a_close_cancel_what_waits_and_run_its_callbacks(Ground ground) {
        ground.engine().apply(limitedTo(ground, 1));
        TaskNursery nursery = ground.open("N");
        nursery.callback(() -> ground.note("callback"));
        ground.sleeper(nursery, "sleeper");
        Task<Void> waiting = nursery.createTask("waiting", () -> ground.note("ran"));
        nursery.sentinelTask().cancel("enough");
        Ground.ended(nursery.sentinelTask());
        assertThat(waiting.status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(ground.events()).containsExactly("sleeper ended", "callback");
    }

    @EachThreadKind
    void lets_nothing_that_waits_begin_because_a_close_ends_what_runs(Ground ground) {
        ThreadSupply supply = new ThreadSupply(ground.kind());
        WorkerLoop loop = new WorkerLoop(ground.tenant(), "two", supply.pool("two", () -> 2));
        TaskNursery nursery = ground.factory().open("N", loop);
        CountDownLatch release = new CountDownLatch(1);
        ground.sleeper(nursery, "sleeper");
        Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
        Task<Void> waiting = nursery.createTask("waiting", () -> ground.note("ran"));
        // so that the one who closes runs the action, when the sleeper has made place
        supply.limitTo(0);
        stubborn.onCancel(() -> {
            Ground.ended(waiting);
            release.countDown();
        });
        nursery.close();
        assertThat(waiting.status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(ground.events()).containsExactlyInAnyOrder("sleeper ended", "stubborn ended");
        loop.stop();
        loop.end().await();
    }

    @EachThreadKind
    void raised_or_taken_away_it_lets_those_begin_that_wait(Ground ground) throws Exception {
        ground.engine().apply(limitedTo(ground, 1));
        TaskNursery nursery = ground.open("N");
        ground.sleeper(nursery, "sleeper");
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            nursery.createTask("waiting", () -> {
                begun.countDown();
                new CountDownLatch(1).await();
            });
        }
        ground.engine().apply(limitedTo(ground, 2));
        ground.awaitTrue(() -> begun.getCount() == 1);
        ground.engine().apply(limitedTo(ground, 0));
        Ground.await(begun);
        nursery.close();
    }

    @EachThreadKind
    void does_not_count_tasks_with_threads_of_their_own(Ground ground) throws Exception {
        ground.engine().apply(limitedTo(ground, 1));
        TaskNursery nursery = ground.open("N");
        ground.sleeper(nursery, "sleeper");
        TaskNursery fresh = ground.factory()
                .open(NurseryOptions.defaults().withName("fresh").withFreshThreads(true));
        assertThat(fresh.createTask("runs", () -> 5).get()).isEqualTo(5);
        nursery.close();
    }
}
