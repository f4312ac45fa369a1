package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.RandomLife;
import codestare.nursery.itest.SignalHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A process that takes the bundles through random steps of their lives until its time is over, and ends with 1 if it finds
 * what must not be.
 *
 * <p>The arguments are the time, the seed, and the file for the samples.
 */
public final class LifeHost {
    static final String SETTLED = "consumers stopped";

    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);
    private static final int STEPS_BETWEEN_CHECKS = 50;

    private LifeHost() {}

    public static void main(String... args) {
        try (Sampler sampler = new Sampler(Path.of(args[2]))) {
            live(Duration.parse(args[0]), Long.parseLong(args[1]), sampler);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void live(Duration time, long seed, Sampler sampler) throws Exception {
        List<String> handlers = SignalHandlers.types();
        long end = System.nanoTime() + time.toNanos();
        int steps = 0;
        try (RandomLife life = new RandomLife(new Random(seed))) {
            sampler.every(BETWEEN_SAMPLES, "steps");
            do {
                for (int i = 0; i < STEPS_BETWEEN_CHECKS; i++) {
                    life.step();
                    steps++;
                }
                life.assertNothingIsLeft();
                sampler.sample(SETTLED);
            } while (System.nanoTime() < end);
            life.assertAllWork();
            life.end();
            life.assertNothingIsLeft();
            System.out.println("note: " + steps + " steps, " + life.summary());
        }
        assertThat(SignalHandlers.types()).as("handlers of signals").isEqualTo(handlers);
    }
}
