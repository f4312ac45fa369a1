package codestare.nursery.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.work.Rounds;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActionsTest {
    private final Actions<String> actions = new Actions<>();

    @Test
    void each_is_taken_once_and_the_oldest_first() {
        actions.add("first");
        actions.add("second");
        assertThat(actions.takeAll()).containsExactly("first", "second");
        assertThat(actions.takeAll()).isEmpty();
    }

    @Test
    void one_that_throws_keeps_nobody_from_going_on() {
        Actions.run(
                () -> {
                    throw new StackOverflowError();
                },
                "action");
    }

    @Test
    @Tag("slow")
    void none_is_lost_between_two_who_take() throws Exception {
        Rounds.upTo(1_000, round -> {
            AtomicInteger taken = new AtomicInteger();
            Thread adding = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    actions.add("action");
                    taken.addAndGet(actions.takeAll().size());
                }
            });
            adding.start();
            for (int i = 0; i < 20; i++) {
                taken.addAndGet(actions.takeAll().size());
            }
            adding.join(30_000);
            taken.addAndGet(actions.takeAll().size());
            assertThat(taken).hasValue(20);
        });
    }
}
