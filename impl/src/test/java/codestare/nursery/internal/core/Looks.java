package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskSnapshot;
import java.util.List;

/** What operators see of a test's own ground, where there is one of each. */
final class Looks {
    private Looks() {}

    static OperatorView viewOf(Ground ground) {
        return ground.engine().view();
    }

    static LoopSnapshot onlyLoop(Ground ground) {
        List<LoopSnapshot> loops = viewOf(ground).loops();
        assertThat(loops).hasSize(1);
        return loops.get(0);
    }

    static NurserySnapshot nursery(Ground ground, String name) {
        return onlyLoop(ground).nurseries().stream()
                .filter(nursery -> nursery.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static TaskSnapshot onlyTask(Ground ground, String nursery) {
        List<TaskSnapshot> tasks = nursery(ground, nursery).tasks();
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }
}
