package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The system property {@code life.seed} repeats a run, {@code life.steps} makes it longer. */
@EachContainer
class RandomLifeTest {
    private static final int STEPS = Integer.getInteger("life.steps", 60);
    private static final int BETWEEN_CHECKS = 50;

    @Test
    @Tag("slow")
    void whatever_bundles_go_through_leaves_no_thread_no_straggler_no_loader_and_no_handler() throws Exception {
        List<String> handlers = SignalHandlers.types();
        long seed = Long.getLong("life.seed", System.nanoTime());
        System.out.printf("random life: seed %d, %d steps%n", seed, STEPS);
        try (RandomLife life = new RandomLife(new Random(seed))) {
            for (int step = 1; step <= STEPS; step++) {
                life.step();
                if (step % BETWEEN_CHECKS == 0) {
                    life.assertNothingIsLeft();
                }
            }
            life.assertNothingIsLeft();
            life.assertAllWork();
            life.end();
            life.assertNothingIsLeft();
            System.out.println("random life: " + life.summary());
        }
        assertThat(SignalHandlers.types()).as("handlers of signals").isEqualTo(handlers);
    }
}
