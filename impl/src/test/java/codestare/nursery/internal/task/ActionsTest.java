package codestare.nursery.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActionsTest {
    private final Actions<String> actions = new Actions<>();
    private final List<String> run = new ArrayList<>();

    @Test
    void they_run_once_and_the_oldest_first() {
        assertThat(actions.isEmpty()).isTrue();
        assertThat(actions.add("first")).isTrue();
        assertThat(actions.add("second")).isTrue();
        assertThat(actions.isEmpty()).isFalse();
        actions.runAll(run::add, "action");
        actions.runAll(run::add, "action");
        assertThat(run).containsExactly("first", "second");
        assertThat(actions.isEmpty()).isTrue();
    }

    @Test
    void none_is_taken_once_the_event_has_come() {
        actions.runAll(run::add, "action");
        assertThat(actions.add("late")).isFalse();
        actions.runAll(run::add, "action");
        assertThat(run).isEmpty();
    }

    @Test
    void one_that_throws_does_not_keep_the_next_from_running() {
        actions.add("first");
        actions.add("second");
        actions.runAll(
                action -> {
                    run.add(action);
                    throw new StackOverflowError();
                },
                "action");
        assertThat(run).containsExactly("first", "second");
    }

    @Test
    @Tag("slow")
    void each_that_is_taken_runs_however_late_it_comes() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            Actions<Integer> raced = new Actions<>();
            AtomicInteger ran = new AtomicInteger();
            CompletableFuture<Integer> adding = CompletableFuture.supplyAsync(() -> {
                int taken = 0;
                for (int i = 0; i < 20; i++) {
                    taken += raced.add(i) ? 1 : 0;
                }
                return taken;
            });
            raced.runAll(action -> ran.incrementAndGet(), "action");
            assertThat(ran).hasValue(adding.get(30, TimeUnit.SECONDS));
        }
    }
}
