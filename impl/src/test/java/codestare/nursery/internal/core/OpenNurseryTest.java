package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.TaskNursery;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Nested;

/** What comes and goes leaves nothing on the stack of a nursery that stays. */
class OpenNurseryTest {
    @Nested
    class Something_came_after_it {
        @EachThreadKind
        void and_a_group_of_tasks_had_ended(Ground ground) {
            TaskNursery nursery = ground.open("N");
            for (int i = 0; i < 10; i++) {
                Ground.ended(nursery.createTask(() -> {}));
                nursery.callback(() -> {});
            }
            ground.awaitTrue(() -> ((LoopNursery) nursery).stack().groups().size() <= 1);
            nursery.close();
        }

        @EachThreadKind
        void and_a_group_of_tasks_ends_later(Ground ground) {
            TaskNursery nursery = ground.open("N");
            for (int i = 0; i < 10; i++) {
                ground.sleeper(nursery, "sleeper");
                nursery.callback(() -> {});
            }
            nursery.tasks().forEach(task -> task.cancel("enough"));
            ground.awaitTrue(() -> ((LoopNursery) nursery).stack().groups().isEmpty());
            nursery.close();
        }

        @EachThreadKind
        void and_a_child_nursery_closes(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskNursery child = nursery.open("child");
            WeakReference<Object> place = new WeakReference<>(((LoopNursery) child).place());
            nursery.callback(() -> {});
            child.close();
            while (place.get() != null) {
                System.gc();
            }
            assertThat(child.isClosed()).isTrue();
            nursery.close();
        }
    }
}
