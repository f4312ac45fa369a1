package codestare.nursery.internal.work;

import java.util.concurrent.TimeUnit;

/** Repeats what goes wrong seldom: so often, or as often as a busy machine can in a while. */
public final class Rounds {
    private static final long WHILE = TimeUnit.SECONDS.toNanos(10);

    private Rounds() {}

    /** One of many. */
    public interface Round {
        void run(int number) throws Exception;
    }

    /** Runs rounds, the first one as number 0. */
    public static void upTo(int most, Round round) throws Exception {
        long begun = System.nanoTime();
        for (int number = 0; number < most && (number == 0 || System.nanoTime() - begun < WHILE); number++) {
            round.run(number);
        }
    }
}
