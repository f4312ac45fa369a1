package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

class BadInputTest {
    @EachThreadKind
    void nulls_are_refused_at_the_call_by_name(Ground ground) {
        TaskNursery nursery = ground.open("N");
        Map<String, org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("body", () -> nursery.createTask((Callable<Void>) null));
        calls.put("name", () -> nursery.createTask(null, () -> 1));
        calls.put("stage", () -> nursery.adopt("x", null));
        calls.put("task", () -> nursery.stopTask(null));
        calls.put("resource", () -> nursery.enter(null));
        calls.put("exit", () -> nursery.push(null));
        calls.put("action", () -> nursery.callback(null));
        calls.put("options", () -> ground.factory().open((NurseryOptions) null));
        calls.put("loop", () -> ground.shutdownService().shutdown(null, ShutdownReason.of("x")));
        calls.put("reason", () -> ground.shutdownService().shutdownAll(null));
        calls.forEach((argument, call) -> assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(argument));
        assertThat(nursery.tasks()).isEmpty();
        nursery.close();
    }

    @EachThreadKind
    void a_closed_nursery_takes_nothing_and_closes_the_resource(Ground ground) {
        TaskNursery nursery = ground.open("indexer");
        nursery.close();
        String message = "nursery [indexer] is closed; open a new one";
        assertThatExceptionOfType(NurseryClosedException.class)
                .isThrownBy(() -> nursery.createTask("late", () -> ground.note("ran")))
                .withMessage(message);
        assertThatExceptionOfType(NurseryClosedException.class)
                .isThrownBy(() -> nursery.enter((AutoCloseable) () -> ground.note("resource closed")))
                .withMessage(message);
        assertThatExceptionOfType(NurseryClosedException.class)
                .isThrownBy(() -> nursery.callback(() -> ground.note("callback ran")))
                .withMessage(message);
        assertThatExceptionOfType(NurseryClosedException.class)
                .isThrownBy(() -> nursery.open("child"))
                .withMessage(message);
        assertThat(ground.events()).containsExactly("resource closed");
        assertThat(ground.loops().nurseries()).isEmpty();
    }

    @EachThreadKind
    void foreign_and_finished_tasks_cannot_be_stopped(Ground ground) {
        TaskNursery nursery = ground.open("N");
        TaskNursery other = ground.open("other");
        Task<Void> foreign = ground.sleeper(other, "foreign");
        Task<Integer> finished = Ground.ended(nursery.createTask("finished", () -> 1));
        assertThatThrownBy(() -> nursery.stopTask(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task [foreign:other] is no unfinished child of nursery [N];"
                        + " only a task that it lists can be stopped");
        assertThatThrownBy(() -> nursery.stopTask(finished)).isInstanceOf(IllegalArgumentException.class);
        assertThat(foreign.isDone()).isFalse();
        other.close();
        nursery.close();
    }

    @EachThreadKind
    void a_task_cannot_stop_or_await_itself(Ground ground) throws Exception {
        try (TaskNursery nursery = ground.open("N")) {
            String refused = nursery.createTask("me", () -> {
                        Task<?> me = ground.loops().currentTask().orElseThrow();
                        try {
                            return "" + ground.shutdownService().stopTask(me);
                        } catch (IllegalArgumentException e) {
                            return e.getMessage();
                        }
                    })
                    .get();
            assertThat(refused)
                    .isEqualTo("task [me:N] is the current task and cannot stop itself; cancel it, or return");
        }
    }

    @EachThreadKind
    void another_tenants_loops_and_tasks_are_refused(Ground ground) {
        Tenant stranger = ground.engine().bundle("stranger", 18, null);
        TaskNursery nursery = ground.open("N");
        Task<Void> task = ground.sleeper(nursery, "sleeper");
        assertThatThrownBy(() -> stranger.factory().open("x", nursery.loop()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loop [acme.search/17] is not of bundle [stranger/18]; use one of its own");
        assertThatThrownBy(() -> stranger.shutdownService().stopTask(task))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stranger.shutdownService().shutdown(nursery.loop(), ShutdownReason.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(stranger.registry().nurseries()).isEmpty();
        assertThat(stranger.registry().loops()).isEmpty();
        assertThat(task.isDone()).isFalse();
        nursery.close();
    }

    @EachThreadKind
    void a_stopped_loop_is_refused(Ground ground) throws Exception {
        TaskLoop loop = ground.loops().loop("short");
        loop.run(() -> null);
        assertThatThrownBy(() -> ground.factory().open("x", loop))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("loop [short] is stopped; use another one, or the default loop");
        assertThat(ground.loops().nurseries()).isEmpty();
        ground.open("x").close();
    }

    @EachThreadKind
    void bad_options_are_refused(Ground ground) {
        assertThatThrownBy(() -> NurseryOptions.defaults().withGrace(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grace [PT-1S] is out of range; choose a duration from PT0S to PT1H");
        assertThatThrownBy(() -> Settings.from(Map.of("codestare.nursery.grace", "soon")::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting [codestare.nursery.grace] is [soon]; choose a duration from PT0S to PT1H,"
                        + " or milliseconds");
        assertThat(Settings.from(Map.of("codestare.nursery.grace", "250")::get).grace())
                .isEqualTo(Duration.ofMillis(250));
    }
}
