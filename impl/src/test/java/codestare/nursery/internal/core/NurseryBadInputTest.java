package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertNullRefused;
import static codestare.nursery.internal.core.Refusals.assertRefused;
import static codestare.nursery.internal.core.Refusals.strangeTask;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class NurseryBadInputTest {
    @Nested
    class When_an_argument_is_null {
        @EachThreadKind
        void it_is_refused_by_its_name_and_nothing_is_left(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            assertNullRefused(
                    "body",
                    () -> nursery.createTask((Callable<Void>) null),
                    () -> nursery.createTask((TaskAction) null),
                    () -> nursery.createTask("x", (Callable<Void>) null),
                    () -> nursery.createTask("x", (TaskAction) null));
            assertNullRefused(
                    "name",
                    () -> nursery.createTask(null, () -> 1),
                    () -> nursery.createTask(null, () -> ground.note("ran")),
                    () -> nursery.adopt(null, stage),
                    () -> nursery.open(null));
            assertNullRefused("stage", () -> nursery.adopt("x", null));
            assertNullRefused("task", () -> nursery.stopTask(null));
            assertNullRefused("resource", () -> nursery.enter(null), () -> nursery.leave(null));
            assertNullRefused("exit", () -> nursery.push(null));
            assertNullRefused("action", () -> nursery.callback(null));
            assertThat(nursery.tasks()).isEmpty();
            assertThat(stage).isNotDone();
            assertThat(ground.loops().nurseries()).containsOnlyKeys("N");
            nursery.close();
            ground.clear();
            assertThat(ground.events()).isEmpty();
        }
    }

    @Nested
    class When_a_name_is_empty {
        @EachThreadKind
        void no_task_is_made(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            for (String empty : List.of("", " \t")) {
                assertRefused(
                        IllegalArgumentException.class,
                        "name [" + empty + "] of a task is empty; give it one",
                        () -> nursery.createTask(empty, () -> 1),
                        () -> nursery.createTask(empty, () -> ground.note("ran")),
                        () -> nursery.adopt(empty, stage));
            }
            assertThat(nursery.tasks()).isEmpty();
            assertThat(stage).isNotDone();
            nursery.close();
            ground.clear();
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void no_child_nursery_is_opened(Ground ground) {
            TaskNursery nursery = ground.open("N");
            assertRefused(
                    IllegalArgumentException.class,
                    "name [ ] of a nursery is empty; give it one",
                    () -> nursery.open(" "));
            assertThat(ground.loops().nurseries()).containsOnlyKeys("N");
            nursery.close();
        }
    }

    @Nested
    class When_a_task_to_stop_is_no_unfinished_child {
        @EachThreadKind
        void a_finished_one_is_refused(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Integer> finished = Ground.ended(nursery.createTask("finished", () -> 1));
            assertRefused(IllegalArgumentException.class, refusal("finished:N"), () -> nursery.stopTask(finished));
            assertThat(finished.resultNow()).isEqualTo(1);
            nursery.close();
        }

        @EachThreadKind
        void foreign_ones_are_refused_and_run_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskNursery other = ground.open("other");
            TaskNursery child = nursery.open("child");
            Task<Void> foreign = ground.sleeper(other, "foreign");
            Task<Void> grandchild = ground.sleeper(child, "grandchild");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> loose = nursery.loop().createTask("loose", () -> {
                release.await();
                return null;
            });
            for (Task<?> task :
                    List.of(foreign, grandchild, loose, other.sentinelTask(), child.sentinelTask(), strangeTask())) {
                assertRefused(IllegalArgumentException.class, refusal(task.name()), () -> nursery.stopTask(task));
                assertThat(task.isDone()).as(task.name()).isFalse();
            }
            release.countDown();
            assertThat(Ground.ended(loose).status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(other.isClosed()).isFalse();
            assertThat(child.isClosed()).isFalse();
            assertThat(ground.events()).isEmpty();
            other.close();
            nursery.close();
        }

        @EachThreadKind
        void a_moved_one_is_refused_by_its_old_nursery(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> moved = ground.sleeper(nursery, "moved");
            TaskNursery popped = nursery.popAll();
            assertRefused(IllegalArgumentException.class, refusal("moved:N"), () -> nursery.stopTask(moved));
            assertThat(popped.stopTask(moved).status()).isEqualTo(Task.Status.CANCELLED);
            popped.close();
        }

        @EachThreadKind
        void the_current_task_cannot_stop_itself(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<String> me = nursery.createTask("me", () -> {
                    Task<?> current = ground.loops().currentTask().orElseThrow();
                    assertRefused(
                            IllegalArgumentException.class,
                            "task [me:N] is the current task and cannot stop itself; cancel it, or return",
                            () -> nursery.stopTask(current));
                    return "went on";
                });
                assertThat(me.get()).isEqualTo("went on");
            }
        }

        private String refusal(String task) {
            return "task [" + task
                    + "] is no unfinished child of nursery [N]; only a task that it lists can be stopped";
        }
    }

    @Nested
    class When_a_resource_to_leave_is_not_on_the_stack {
        private final AutoCloseable resource = new AutoCloseable() {
            @Override
            public void close() {}

            @Override
            public String toString() {
                return "socket 7";
            }
        };

        @EachThreadKind
        void it_is_refused(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskNursery other = ground.open("other");
            nursery.callback(resource);
            other.enter(resource);
            assertNotThere(nursery);
            assertThat(other.leave(resource)).isSameAs(resource);
            nursery.enter(resource);
            nursery.leave(resource);
            assertNotThere(nursery);
            nursery.enter(resource);
            TaskNursery popped = nursery.popAll();
            assertNotThere(nursery);
            assertThat(popped.leave(resource)).isSameAs(resource);
            popped.close();
            other.close();
        }

        @EachThreadKind
        void it_is_refused_by_a_closed_nursery_as_well(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.enter(resource);
            nursery.close();
            assertNotThere(nursery);
        }

        private void assertNotThere(TaskNursery nursery) {
            assertRefused(
                    IllegalArgumentException.class,
                    "resource [socket 7] is not on the stack of nursery [N]; enter it first, and let it leave once",
                    () -> nursery.leave(resource));
        }
    }
}
