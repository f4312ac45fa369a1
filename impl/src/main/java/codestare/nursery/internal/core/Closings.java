package codestare.nursery.internal.core;

import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The closes of nurseries that end side by side: one that is stuck must not take the time of the others. */
final class Closings {
    private static final GuardedLog LOG = GuardedLog.of(Closings.class);

    private final List<Closing> closings = new ArrayList<>();

    private Closings() {}

    /**
     * Begins the close of each.
     *
     * @param live tells what is there now; asked again until nothing new has come, since {@code popAll} may put another
     *     nursery in the place of one
     */
    static Closings begin(Supplier<Collection<LoopNursery>> live, Function<LoopNursery, Closing> close) {
        Closings all = new Closings();
        Set<LoopNursery> begun = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (LoopNursery nursery : live.get()) {
                if (begun.add(nursery)) {
                    more = true;
                    all.closings.add(close.apply(nursery));
                }
            }
        }
        return all;
    }

    /** Waits for all of them; returns those that were over in time. */
    List<Closing> await(Ending ending) {
        List<Closing> over = new ArrayList<>();
        for (Closing closing : closings) {
            if (closing.await(ending)) {
                over.add(closing);
            } else {
                LOG.log(
                        Level.WARNING,
                        closing.nursery().subject() + " has not closed in time; it closes in the background");
            }
        }
        return over;
    }
}
