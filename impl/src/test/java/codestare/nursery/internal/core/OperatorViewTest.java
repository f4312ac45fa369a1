package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Looks.nursery;
import static codestare.nursery.internal.core.Looks.onlyLoop;
import static codestare.nursery.internal.core.Looks.onlyTask;
import static codestare.nursery.internal.core.Looks.viewOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.runtime.ExitEntry;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import codestare.nursery.runtime.TaskSnapshot;
import codestare.nursery.runtime.TaskThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class OperatorViewTest {
    @Nested
    class What_there_is {
        @EachThreadKind
        void is_told_with_its_owner_and_with_what_it_belongs_to(Ground ground) {
            TaskNursery parent = ground.open("parent");
            TaskNursery child = parent.open("child");
            ground.sleeper(child, "sleeper");
            LoopSnapshot loop = onlyLoop(ground);
            assertThat(loop.name()).isEqualTo("acme.search/17");
            assertThat(loop.owner()).isEqualTo("acme.search/17");
            assertThat(loop.state()).isEqualTo(LoopSnapshot.State.RUNNING);
            assertThat(loop.nurseries())
                    .extracting(NurserySnapshot::name, NurserySnapshot::parent, NurserySnapshot::closing)
                    .containsExactly(
                            tuple("parent", null, false),
                            tuple("child", nursery(ground, "parent").id(), false));
            TaskSnapshot task = onlyTask(ground, "child");
            assertThat(task.name()).isEqualTo("sleeper:child");
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(task.cancelRequested()).isFalse();
            assertThat(task.thread())
                    .isEqualTo(ground.kind() == ThreadKind.VIRTUAL ? TaskThread.VIRTUAL : TaskThread.PLATFORM);
            assertThat(task.stack()).isEmpty();
            assertThat(task.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            parent.close();
            assertThat(onlyLoop(ground).nurseries()).isEmpty();
        }

        @EachThreadKind
        void includes_tasks_of_no_nursery_and_work_that_is_done_elsewhere(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            ground.loops().defaultLoop().createTask("loose", () -> {
                Ground.await(release);
                return null;
            });
            TaskNursery nursery = ground.open("N");
            CompletableFuture<String> stage = new CompletableFuture<>();
            nursery.adopt("elsewhere", stage);
            assertThat(onlyLoop(ground).tasks()).extracting(TaskSnapshot::name).containsExactly("loose");
            assertThat(onlyTask(ground, "N"))
                    .extracting(TaskSnapshot::name, TaskSnapshot::thread)
                    .containsExactly("elsewhere:N", TaskThread.NONE);
            release.countDown();
            stage.complete("done");
            nursery.close();
        }

        @EachThreadKind
        void tells_the_exit_stack_in_the_order_of_ending(Ground ground) {
            TaskNursery nursery = ground.open("N");
            AutoCloseable resource = new Resource();
            nursery.enter(resource);
            nursery.open("child");
            ground.sleeper(nursery, "one");
            ground.sleeper(nursery, "two");
            nursery.callback(() -> {});
            assertThat(nursery(ground, "N").exits())
                    .extracting(ExitEntry::kind)
                    .containsExactly(
                            ExitEntry.Kind.CALLBACK,
                            ExitEntry.Kind.TASKS,
                            ExitEntry.Kind.NURSERIES,
                            ExitEntry.Kind.RESOURCE);
            assertThat(nursery(ground, "N").exits())
                    .extracting(ExitEntry::what)
                    .contains("2", "1", Resource.class.getName());
            nursery.close();
        }

        @EachThreadKind
        void tells_where_a_task_is_when_asked(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            Ground.awaitWaiting(sleeper);
            TaskSnapshot task = viewOf(ground).task(onlyTask(ground, "N").id());
            assertThat(task.name()).isEqualTo("sleeper:N");
            assertThat(task.stack())
                    .anyMatch(frame -> frame.contains("CountDownLatch.await"))
                    .anyMatch(frame -> frame.contains("Ground.lambda$sleeper"));
            nursery.close();
        }

        @EachThreadKind
        void keeps_the_id_of_a_task_that_is_handed_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sleeper");
            String id = onlyTask(ground, "N").id();
            TaskNursery successor = nursery.popAll();
            assertThat(onlyTask(ground, successor.name()).id()).isEqualTo(id);
            successor.close();
        }

        private final class Resource implements AutoCloseable {
            @Override
            public void close() {}
        }
    }

    @Nested
    class The_counts {
        @EachThreadKind
        void tell_how_tasks_have_ended_also_those_of_closed_nurseries(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler(ExceptionHandler.logOnly());
            for (int i = 0; i < 20; i++) {
                // what has not begun when the nursery closes is cancelled
                Ground.ended(nursery.createTask(() -> {}));
            }
            Task<Void> failing = nursery.createTask("failing", () -> {
                throw new IllegalStateException("on purpose");
            });
            Ground.ended(failing);
            Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
            assertThatThrownBy(nursery::join).hasMessageContaining("nursery [N] failed");
            assertThat(nursery(ground, "N").created()).isEqualTo(22);
            assertThat(nursery(ground, "N").failures()).isEqualTo(1);
            sleeper.cancel("enough");
            Ground.ended(sleeper);
            nursery.close();
            TaskCounts all = new TaskCounts(22, 20, 1, 1, 0, 0);
            assertThat(viewOf(ground).counts()).isEqualTo(all);
            assertThat(onlyLoop(ground).counts()).isEqualTo(all);
            Ground.ended(
                    ground.shutdownService().shutdown(nursery.loop(), codestare.nursery.ShutdownReason.of("test")));
            assertThat(viewOf(ground).loops()).isEmpty();
            assertThat(viewOf(ground).counts()).isEqualTo(all);
        }

        @EachThreadKind
        void tell_of_one_that_was_cancelled_before_it_began(Ground ground) {
            ground.engine().apply(new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ground.kind(), false, 1));
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sleeper");
            nursery.createTask("waiting", () -> {}).cancel("early");
            assertThat(viewOf(ground).counts()).isEqualTo(new TaskCounts(2, 0, 0, 1, 0, 1));
            nursery.close();
        }

        @EachThreadKind
        @Tag("slow")
        void count_a_straggler_as_active_until_it_ends(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
            ground.hurried(nursery::close);
            assertThat(viewOf(ground).counts()).isEqualTo(new TaskCounts(1, 0, 0, 0, 1, 1));
            release.countDown();
            Ground.ended(stubborn);
            // who ends a task may be telling of it still
            ground.awaitTrue(() -> viewOf(ground).counts().active() == 0);
            ground.awaitNoStraggler();
            assertThat(viewOf(ground).counts()).isEqualTo(new TaskCounts(1, 1, 0, 0, 1, 0));
        }

        @EachThreadKind
        @Tag("slow")
        void never_fall_while_tasks_come_and_go(Ground ground) throws Exception {
            Task<Void> busy = ground.open("busy").createTask("busy", () -> {
                for (int round = 0; round < 200; round++) {
                    try (TaskNursery nursery = ground.open("round")) {
                        for (int i = 0; i < 20; i++) {
                            nursery.createTask(() -> {});
                        }
                        nursery.createTask("late", () -> new CountDownLatch(1).await())
                                .cancel("enough");
                        nursery.join();
                    }
                }
            });
            TaskCounts before = viewOf(ground).counts();
            while (!busy.isDone()) {
                TaskCounts now = viewOf(ground).counts();
                assertThat(now.created()).isGreaterThanOrEqualTo(before.created());
                assertThat(now.succeeded()).isGreaterThanOrEqualTo(before.succeeded());
                assertThat(now.succeeded() + now.failed() + now.cancelled()).isLessThanOrEqualTo(200 * 21 + 1);
                before = now;
            }
            // who ends a task may be telling of it still
            ground.awaitTrue(() -> viewOf(ground).counts().active() == 0);
            TaskCounts last = viewOf(ground).counts();
            assertThat(last.created()).isEqualTo(200 * 21 + 1);
            assertThat(last.succeeded() + last.cancelled()).isEqualTo(200 * 21 + 1);
        }
    }

    @Nested
    class What_was_left_behind {
        @EachThreadKind
        @Tag("slow")
        void is_told_with_its_stack_until_it_ends(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
            ground.hurried(nursery::close);
            List<Straggler> left = viewOf(ground).stragglers();
            assertThat(left)
                    .extracting(Straggler::name, Straggler::owner, Straggler::where)
                    .containsExactly(tuple("stubborn:N", "acme.search/17", "nursery [N]"));
            assertThat(left.get(0).stack()).anyMatch(frame -> frame.contains("Ground.awaitStubbornly"));
            assertThat(viewOf(ground).task(left.get(0).id()).name()).isEqualTo("stubborn:N");
            release.countDown();
            Ground.ended(stubborn);
            ground.awaitNoStraggler();
            assertThat(viewOf(ground).stragglers()).isEmpty();
        }
    }

    @Nested
    class A_failure {
        @EachThreadKind
        void is_kept_in_words(Ground ground) {
            Ground.ended(failing(ground.open("N")));
            assertThat(viewOf(ground).failures())
                    .extracting(
                            TaskFailure::owner,
                            TaskFailure::loop,
                            TaskFailure::nursery,
                            TaskFailure::task,
                            failure -> failure.error().className(),
                            failure -> failure.error().message())
                    .containsExactly(tuple(
                            "acme.search/17",
                            "acme.search/17",
                            "N",
                            "failing:N",
                            "java.lang.IllegalStateException",
                            "on purpose"));
        }

        @EachThreadKind
        void that_stops_a_loop_leaves_it_listed_until_another_one_is_made(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            failing(nursery);
            assertThatThrownBy(() -> nursery.loop().runForever()).hasMessageContaining("failed");
            assertThat(onlyLoop(ground).state()).isEqualTo(LoopSnapshot.State.FAILED);
            assertThat(onlyLoop(ground).counts().failed()).isEqualTo(1);
            ground.open("N").close();
            assertThat(onlyLoop(ground).state()).isEqualTo(LoopSnapshot.State.RUNNING);
        }

        @EachThreadKind
        void in_a_flood_is_kept_up_to_a_hundred(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> {});
            for (int i = 0; i < 300; i++) {
                Ground.ended(failing(nursery));
            }
            assertThatThrownBy(nursery::close).hasMessageContaining("nursery [N] failed");
            assertThat(viewOf(ground).failures()).hasSize(100);
            assertThat(viewOf(ground).counts().failed()).isEqualTo(300);
        }

        private Task<Void> failing(TaskNursery nursery) {
            return nursery.createTask("failing", () -> {
                throw new IllegalStateException("on purpose");
            });
        }
    }
}
