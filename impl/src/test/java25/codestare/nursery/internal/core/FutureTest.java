package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;

/** What a task is as a future of JDK 19 and newer: the same as the JDK's own, asked in the same states. */
class FutureTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @Nested
    class Asked_as_a_Future {
        @EachThreadKind
        void a_running_task_answers_as_the_one_of_the_JDK_does(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Future<String> task = nursery.createTask("waits", () -> {
                release.await();
                return "done";
            });
            assertSame(task, new FutureTask<>(() -> "not run"), Future.State.RUNNING);
            assertThatThrownBy(task::resultNow)
                    .hasMessageMatching("task \\[waits:N] is (PENDING|RUNNING); it has no result yet;"
                            + " wait for its end with get");
            release.countDown();
            nursery.join();
            assertSame(task, CompletableFuture.completedFuture("done"), Future.State.SUCCESS);
            assertThat(task.resultNow()).isEqualTo("done");
            nursery.close();
        }

        @EachThreadKind
        void a_failed_task_answers_as_the_one_of_the_JDK_does(Ground ground) throws Exception {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            IllegalStateException failure = new IllegalStateException("broken");
            Future<String> task = Ground.ended(nursery.<String>createTask("bad", () -> {
                throw failure;
            }));
            FutureTask<String> theirs = new FutureTask<>(() -> {
                throw failure;
            });
            theirs.run();
            assertSame(task, theirs, Future.State.FAILED);
            assertThat(task.exceptionNow()).isSameAs(theirs.exceptionNow()).isSameAs(failure);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }

        @EachThreadKind
        void a_cancelled_task_answers_as_the_one_of_the_JDK_does(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThat(task.state()).isEqualTo(Future.State.RUNNING);
            task.cancel(true);
            Ground.ended(task);
            FutureTask<Void> theirs = new FutureTask<>(() -> null);
            theirs.cancel(true);
            assertSame(task, theirs, Future.State.CANCELLED);
            nursery.close();
        }

        @EachThreadKind
        void the_sentinel_runs_until_the_nursery_has_closed(Ground ground) {
            TaskNursery nursery = ground.open("N");
            assertThat(nursery.sentinelTask().state()).isEqualTo(Future.State.RUNNING);
            nursery.close();
            assertThat(nursery.sentinelTask().state()).isEqualTo(Future.State.SUCCESS);
            assertThat(nursery.sentinelTask().resultNow()).isNull();
        }
    }

    @Nested
    class An_executor_of_a_nursery {
        @EachThreadKind
        void can_stand_in_a_try_block_which_waits_for_its_own_commands_only(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> sibling = ground.sleeper(nursery, "sibling");
            Future<String> future;
            try (ExecutorService executor = nursery.executor()) {
                future = executor.submit(() -> "done");
            }
            assertThat(future.state()).isEqualTo(Future.State.SUCCESS);
            assertThat(sibling.state()).isEqualTo(Future.State.RUNNING);
            nursery.close();
        }
    }

    private static void assertSame(Future<?> ours, Future<?> theirs, Future.State state) {
        assertThat(ours.state()).isEqualTo(theirs.state()).isEqualTo(state);
        assertThat(ours.isDone()).isEqualTo(theirs.isDone());
        assertThat(ours.isCancelled()).isEqualTo(theirs.isCancelled());
        if (state != Future.State.SUCCESS) {
            assertThatThrownBy(theirs::resultNow).isExactlyInstanceOf(IllegalStateException.class);
            assertThatThrownBy(ours::resultNow).isExactlyInstanceOf(IllegalStateException.class);
        }
        if (state != Future.State.FAILED) {
            assertThatThrownBy(theirs::exceptionNow).isExactlyInstanceOf(IllegalStateException.class);
            assertThatThrownBy(ours::exceptionNow).isExactlyInstanceOf(IllegalStateException.class);
        }
    }
}
