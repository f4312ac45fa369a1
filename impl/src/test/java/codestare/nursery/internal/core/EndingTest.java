package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.WaitingRoom;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;

class EndingTest {
    @Nested
    class When_a_task_waits_for_what_ends {
        /** As one does that has come back from {@code join} and is about to {@code close}. */
        @EachThreadKind
        void it_has_its_time_although_it_waits_no_more_a_moment_later(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> waiter = ground.sleeper(nursery, "waiter");
            AwaitedOnce goal = new AwaitedOnce((OwnedTask<?>) waiter);
            OwnedTask.waiting((OwnedTask<?>) waiter, goal);
            TaskGroup group = ((LoopNursery) nursery).stack().groups().get(0);

            Ending ending = Ending.byThisThread(
                    "the test ends it",
                    Deadline.in(Duration.ofSeconds(Ground.GENEROUS_SECONDS)),
                    Set.of(),
                    ground.engine().stragglers());
            ending.endTasks(group, new Bell(), List.of(goal), "N");

            assertThat(ground.engine().view().counts().straggled()).isZero();
            Ground.ended(waiter);
        }
    }

    /** A task waits for this when it is asked for the first time, and no longer. */
    private static final class AwaitedOnce implements Awaited {
        private final WaitingRoom room = new WaitingRoom();
        private final OwnedTask<?> waiter;
        private boolean asked;

        AwaitedOnce(OwnedTask<?> waiter) {
            this.waiter = waiter;
        }

        @Override
        public WaitingRoom room() {
            return room;
        }

        @Override
        public void forEachAround(Consumer<? super Awaited> action) {
            if (asked) {
                OwnedTask.waiting(waiter, null);
            }
            asked = true;
            action.accept(this);
        }

        @Override
        public void lookAgain() {}
    }
}
