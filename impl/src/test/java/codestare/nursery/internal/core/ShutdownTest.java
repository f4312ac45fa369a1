package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ShutdownReason;
import codestare.nursery.ShutdownService;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;

class ShutdownTest {
    private static final ShutdownReason FIRST = ShutdownReason.of("first");
    private static final ShutdownReason SECOND = ShutdownReason.of("second");

    @Nested
    class When_it_is_asked_for_twice {
        @EachThreadKind
        void it_is_one_and_the_second_caller_gets_the_task_of_the_first(Ground ground) throws Exception {
            ShutdownService service = ground.shutdownService();
            TaskNursery nursery = ground.open("N");
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            nursery.callback(() -> ground.note("callback"));
            Task<Void> first = service.shutdown(nursery.loop(), FIRST);
            Task<Void> second = service.shutdown(nursery.loop(), SECOND);
            nursery.loop().stop();
            assertThat(second).isSameAs(first);
            first.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(service.shutdown(nursery.loop(), SECOND)).isSameAs(first);
            assertThat(ground.events()).containsExactly("callback", "sleeper ended");
            assertRefused(CancellationException.class, "task [sleeper:N] is cancelled: first", sleeper::get);
        }

        @EachThreadKind
        void that_of_all_loops_is_one_as_well(Ground ground) throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> stubborn = ground.stubborn(ground.open("N"), "stubborn", release);
            Task<Void> first = ground.shutdownService().shutdownAll(FIRST);
            assertThat(ground.tenant().shutdownService().shutdownAll(SECOND)).isSameAs(first);
            release.countDown();
            first.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(stubborn.isDone()).isTrue();
            // what comes later is a shutdown of its own
            TaskNursery later = ground.open("later");
            Task<Void> next = ground.shutdownService().shutdownAll(SECOND);
            assertThat(next).isNotSameAs(first);
            next.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(later.isClosed()).isTrue();
        }

        @EachThreadKind
        void loops_made_in_between_are_awaited_by_the_second_caller(Ground ground) {
            CountDownLatch releaseOld = new CountDownLatch(1);
            CountDownLatch releaseNew = new CountDownLatch(1);
            TaskNursery old = ground.open("old");
            ground.stubborn(old, "old", releaseOld);
            Task<Void> first = ground.shutdownService().shutdownAll(FIRST);
            Task<Void> ofOldLoop = ground.shutdownService().shutdown(old.loop(), FIRST);
            TaskNursery fresh = ground.open("fresh");
            Task<Void> freshTask = ground.stubborn(fresh, "fresh", releaseNew);
            Task<Void> second = ground.shutdownService().shutdownAll(SECOND);
            releaseOld.countDown();
            Ground.ended(ofOldLoop);
            Ground.ended(old.sentinelTask());
            boolean early = second.isDone() && !freshTask.isDone();
            releaseNew.countDown();
            Ground.ended(freshTask);
            assertThat(early).as("told as over while a loop still stops").isFalse();
            assertThat(second).isSameAs(first);
            Ground.ended(second);
            assertThat(fresh.isClosed()).isTrue();
        }
    }

    @Nested
    class Its_task {
        @EachThreadKind
        void belongs_to_no_loop_that_it_stops(Ground ground) {
            TaskLoop loop = ground.open("N").loop();
            TaskLoop second = ground.loops().loop("second");
            Task<Void> one = ground.shutdownService().shutdown(loop, FIRST);
            Task<Void> all = ground.shutdownService().shutdownAll(FIRST);
            for (Task<Void> task : List.of(one, all)) {
                assertThat(task.loop()).isNotSameAs(loop).isNotSameAs(second);
                Ground.ended(task);
                assertThat(task.loop().isRunning()).isTrue();
                assertThatThrownBy(() -> task.loop().stop()).isInstanceOf(UnsupportedOperationException.class);
            }
            assertThat(one.name()).isEqualTo("shutdown:acme.search/17");
        }

        @EachThreadKind
        void cannot_be_cancelled(Ground ground) throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            ground.stubborn(ground.open("N"), "stubborn", release);
            Task<Void> one =
                    ground.shutdownService().shutdown(ground.loops().loops().get("acme.search/17"), FIRST);
            Task<Void> all = ground.shutdownService().shutdownAll(FIRST);
            for (Task<Void> task : List.of(one, all)) {
                assertThat(task.cancel(true)).isFalse();
                assertThat(task.cancel(false)).isFalse();
                assertThat(task.cancel("no")).isFalse();
                assertThat(task.isDone()).isFalse();
            }
            release.countDown();
            for (Task<Void> task : List.of(one, all)) {
                assertThat(task.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)).isNull();
                assertThat(task.status()).isEqualTo(Task.Status.SUCCEEDED);
            }
        }

        @EachThreadKind
        void ends_when_the_loops_have_stopped(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskNursery other = ground.factory().open("other", ground.loops().loop("second"));
            CountDownLatch told = new CountDownLatch(1);
            ground.shutdownService().shutdownAll(FIRST).onDone(all -> {
                ground.note(nursery + " " + nursery.loop() + " " + other + " " + other.loop());
                told.countDown();
            });
            Ground.await(told);
            assertThat(ground.events())
                    .containsExactly("TaskNursery[N, closed] TaskLoop[acme.search/17, stopped]"
                            + " TaskNursery[other, closed] TaskLoop[second, stopped]");
        }

        @EachThreadKind
        void ends_at_once_when_there_is_nothing(Ground ground) throws Exception {
            ground.shutdownService().shutdownAll(FIRST).get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(ground.engine().shutDownAll(FIRST).await()).isTrue();
        }
    }

    @Nested
    class When_all_of_the_process_shuts_down {
        @EachThreadKind
        void every_nursery_of_every_loop_and_tenant_ends_side_by_side(Ground ground) {
            Tenant other = ground.engine().bundle("other", 18, null);
            // opens only if all four closes are in their callbacks at once
            CyclicBarrier together = new CyclicBarrier(4);
            List<TaskNursery> nurseries = List.of(
                    ground.open("one"),
                    ground.open("two"),
                    ground.factory().open("three", ground.loops().loop("second")),
                    other.factory().open("four"));
            nurseries.forEach(nursery -> nursery.callback(() -> {
                together.await();
                ground.note("together");
            }));
            assertThat(ground.engine()
                            .shutDownAll(ShutdownReason.ofSignal("TERM"))
                            .await())
                    .isTrue();
            assertThat(ground.events()).containsExactly("together", "together", "together", "together");
            assertThat(nurseries).allMatch(TaskNursery::isClosed);
            assertThat(ground.engine().live()).isEmpty();
        }

        @EachThreadKind
        void that_of_one_tenant_leaves_the_others_alone(Ground ground) throws Exception {
            Tenant other = ground.engine().bundle("other", 18, null);
            TaskNursery untouched = other.factory().open("N");
            Task<Void> sleeper = ground.sleeper(untouched, "sleeper");
            TaskNursery mine = ground.open("N");
            ground.shutdownService().shutdownAll(FIRST).get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(mine.isClosed()).isTrue();
            assertThat(untouched.isClosed()).isFalse();
            assertThat(untouched.loop().isRunning()).isTrue();
            assertThat(sleeper.isDone()).isFalse();
            untouched.close();
        }

        @EachThreadKind
        void that_of_one_loop_leaves_the_others_alone(Ground ground) throws Exception {
            TaskNursery untouched =
                    ground.factory().open("untouched", ground.loops().loop("second"));
            Task<Void> sleeper = ground.sleeper(untouched, "sleeper");
            TaskLoop loop = ground.open("N").loop();
            ground.shutdownService().shutdown(loop, FIRST).get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(ground.loops().nurseries()).containsOnlyKeys("untouched");
            assertThat(ground.loops().loops()).containsOnlyKeys("second");
            assertThat(sleeper.isDone()).isFalse();
            untouched.close();
        }
    }
}
