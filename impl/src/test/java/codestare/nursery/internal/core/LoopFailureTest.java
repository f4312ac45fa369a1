package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.io.IOException;

class LoopFailureTest {
    private final IOException failure = new IOException("boom");

    @EachThreadKind
    void a_child_that_fails_while_its_nursery_closes_ends_nobody_else(Ground ground) {
        TaskLoop loop = ground.loops().defaultLoop();
        TaskNursery other = ground.open("other");
        TaskNursery nursery = ground.open("closing");
        Ground.spoilsport(nursery, "bad", failure);
        assertThatThrownBy(nursery::close).hasCause(failure);
        assertThat(loop.isRunning()).isTrue();
        assertThat(other.isClosed()).isFalse();
        other.close();
    }
}
