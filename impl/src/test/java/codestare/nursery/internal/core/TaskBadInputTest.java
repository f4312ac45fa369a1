package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertNullRefused;
import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExcInfo;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;

class TaskBadInputTest {
    private static final IOException FAILURE = new IOException("boom");

    @Nested
    class When_an_argument_is_null {
        @EachThreadKind
        void it_is_refused_by_its_name_and_the_task_runs_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            assertNullRefused("reason", () -> task.cancel((String) null));
            assertNullRefused("unblock", () -> task.onCancel(null));
            assertNullRefused("action", () -> task.onDone(null));
            assertNullRefused("unit", () -> task.get(1, null));
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(nursery.tasks()).containsExactly(task);
            task.cancel("enough");
            assertThat(Ground.ended(task).status()).isEqualTo(Task.Status.CANCELLED);
            nursery.close();
        }

        @EachThreadKind
        void it_is_refused_by_ended_tasks_and_by_those_without_a_body(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Integer> ended = Ground.ended(nursery.createTask("ended", () -> 1));
            Task<Void> sentinel = nursery.sentinelTask();
            assertNullRefused("reason", () -> ended.cancel((String) null), () -> sentinel.cancel((String) null));
            assertNullRefused("action", () -> ended.onDone(null), () -> sentinel.onDone(null));
            assertNullRefused("unblock", () -> ended.onCancel(null));
            assertThat(nursery.isClosed()).isFalse();
            nursery.close();
            Task<Void> shutdown = ground.shutdownService().shutdownAll(ShutdownReason.of("end"));
            assertNullRefused("reason", () -> shutdown.cancel((String) null));
            assertNullRefused("action", () -> shutdown.onDone(null));
            assertNullRefused("unblock", () -> shutdown.onCancel(null));
        }
    }

    @Nested
    class When_the_outcome_is_asked_for_too_early {
        @EachThreadKind
        void a_running_task_has_none_yet(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            assertRefused(
                    IllegalStateException.class,
                    "task [task:N] is RUNNING; it has no result yet; wait for its end with get",
                    task::resultNow);
            assertRefused(
                    IllegalStateException.class,
                    "task [task:N] is RUNNING; it has no exception yet; wait for its end with get",
                    task::exceptionNow);
            assertThat(task.excInfo()).isEqualTo(ExcInfo.NONE);
            nursery.close();
        }

        @EachThreadKind
        void a_wait_without_time_ends_at_once(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            for (long none : new long[] {0, -1}) {
                assertRefused(
                        TimeoutException.class,
                        "task [task:N] is RUNNING after " + none + " seconds",
                        () -> task.get(none, TimeUnit.SECONDS));
            }
            assertThat(task.isDone()).isFalse();
            nursery.close();
        }

        @EachThreadKind
        void a_wait_of_less_than_no_time_ends_at_once_however_little_it_is(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "task");
            assertRefused(
                    TimeoutException.class,
                    "task [task:N] is RUNNING after -9223372036854775808 days",
                    () -> task.get(Long.MIN_VALUE, TimeUnit.DAYS));
            nursery.close();
        }
    }

    @Nested
    class When_the_outcome_is_another_one {
        @EachThreadKind
        void the_refusal_tells_the_status(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            Task<Integer> good = Ground.ended(nursery.createTask("good", () -> 1));
            Task<Integer> bad = Ground.ended(nursery.<Integer>createTask("bad", () -> {
                throw FAILURE;
            }));
            Task<Void> stopped = nursery.stopTask(ground.sleeper(nursery, "stopped"));
            assertRefused(
                    IllegalStateException.class, "task [good:N] is SUCCEEDED; it has no exception", good::exceptionNow);
            assertRefused(IllegalStateException.class, "task [bad:N] is FAILED; it has no result", bad::resultNow);
            assertRefused(
                    IllegalStateException.class, "task [stopped:N] is CANCELLED; it has no result", stopped::resultNow);
            assertRefused(
                    IllegalStateException.class,
                    "task [stopped:N] is CANCELLED; it has no exception",
                    stopped::exceptionNow);
            assertRefused(
                    CancellationException.class, "task [stopped:N] is cancelled: stopped by stopTask", stopped::get);
            assertThatThrownBy(nursery::close).hasCause(FAILURE);
        }
    }

    @Nested
    class When_it_is_asked_for_what_it_cannot_do {
        @EachThreadKind
        void a_task_does_not_wait_for_its_own_end(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Task<String> me = nursery.createTask("me", () -> {
                    Task<?> current = ground.loops().currentTask().orElseThrow();
                    assertRefused(
                            IllegalStateException.class,
                            "task [me:N] waits for its own end; wait from another thread",
                            current::get,
                            () -> current.get(1, TimeUnit.DAYS));
                    return "went on";
                });
                assertThat(me.get()).isEqualTo("went on");
            }
        }
    }
}
