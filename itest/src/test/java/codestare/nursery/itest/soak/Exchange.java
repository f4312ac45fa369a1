package codestare.nursery.itest.soak;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is to go through one connection: known to both sides, found by the number that the client sends first.
 *
 * @param number never used twice
 * @param sizes how many bytes each side sends
 * @param hesitant whether both take their time
 * @param cut by whom and how the connection is cut; {@code NONE} if it is not
 * @param known set by the first target that is given the number
 * @param atTarget what came of it on the side of the target
 */
record Exchange(
        long number,
        Map<Side, Long> sizes,
        boolean hesitant,
        Cut cut,
        AtomicBoolean known,
        CompletableFuture<Outcome> atTarget) {
    private static final double LARGEST = 4 << 20;

    /**
     * An end before the end.
     *
     * @param side who does it
     * @param byReset whether the connection is reset, or just closed
     * @param after so many bytes of that side
     */
    record Cut(Side side, boolean byReset, long after) {
        static final Cut NONE = new Cut(Side.CLIENT, false, Long.MAX_VALUE);
    }

    /**
     * What came of it on one side.
     *
     * @param received how much came, all of it as it was sent
     * @param ended whether the end of the stream was seen, after what was received
     * @param sentAll whether this side could send all it wanted
     */
    record Outcome(long received, boolean ended, boolean sentAll) {}

    static Exchange random(long number, Random random) {
        Map<Side, Long> sizes = Map.of(Side.CLIENT, size(random), Side.TARGET, size(random));
        Cut cut = Cut.NONE;
        if (random.nextInt(4) == 0) {
            Side side = Side.values()[random.nextInt(2)];
            cut = new Cut(side, random.nextBoolean(), (long) (random.nextDouble() * sizes.get(side)));
        }
        return new Exchange(number, sizes, random.nextInt(4) == 0, cut, new AtomicBoolean(), new CompletableFuture<>());
    }

    /** Each magnitude is as likely as any other; one in sixteen is nothing at all. */
    private static long size(Random random) {
        return random.nextInt(16) == 0 ? 0 : (long) Math.exp(random.nextDouble() * Math.log(LARGEST));
    }

    boolean isCut() {
        return cut != Cut.NONE;
    }

    long size(Side from) {
        return sizes.get(from);
    }

    Content content(Side from) {
        return new Content((number * 2 + from.ordinal()) << 32);
    }

    /** Whether all that the other side sends has arrived, and nothing else. */
    boolean isWhole(Side at, Outcome outcome) {
        return outcome.ended() && outcome.sentAll() && outcome.received() == size(at.other());
    }
}
