package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.Rounds;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** A join is not over while a task is there, wherever the next one comes from while it looks. */
class JoinRaceTest {
    private static final int ROUNDS = 5_000;

    @Nested
    class When_each_task_creates_the_next_and_ends {
        /** Longer than the first row of seats. */
        private static final int CHAIN = 20;

        @EachThreadKind
        @Tag("slow")
        void all_have_ended_when_the_join_returns(Ground ground) throws Exception {
            Rounds.upTo(ROUNDS, round -> {
                AtomicInteger ended = new AtomicInteger();
                try (TaskNursery nursery = ground.open("N")) {
                    createNext(nursery, ended, CHAIN);
                    nursery.join();
                    assertThat(ended).hasValue(CHAIN);
                }
            });
        }

        private void createNext(TaskNursery nursery, AtomicInteger ended, int left) {
            nursery.createTask(() -> {
                if (left > 1) {
                    createNext(nursery, ended, left - 1);
                }
                ended.incrementAndGet();
            });
        }
    }

    @Nested
    class When_a_task_of_a_child_creates_one_in_the_parent_and_ends {
        @EachThreadKind
        @Tag("slow")
        void that_one_has_ended_too_when_the_join_of_the_parent_returns(Ground ground) throws Exception {
            Rounds.upTo(ROUNDS, round -> {
                AtomicInteger ended = new AtomicInteger();
                try (TaskNursery parent = ground.open("parent");
                        TaskNursery child = parent.open("child")) {
                    child.createTask(() -> {
                        parent.createTask(() -> {
                            ended.incrementAndGet();
                        });
                    });
                    parent.join();
                    assertThat(ended).hasValue(1);
                }
            });
        }
    }
}
