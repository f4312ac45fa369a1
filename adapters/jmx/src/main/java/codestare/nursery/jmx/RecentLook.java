package codestare.nursery.jmx;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A snapshot that is a moment old at most: a client asks for a bean's attributes one by one. */
final class RecentLook {
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(200);

    private final NurseryRuntime runtime;
    // both guarded by this
    private List<LoopSnapshot> loops = List.of();
    private long takenAt = System.nanoTime() - MOMENT;

    RecentLook(NurseryRuntime runtime) {
        this.runtime = runtime;
    }

    synchronized Optional<LoopSnapshot> loop(long id) {
        long now = System.nanoTime();
        if (now - takenAt >= MOMENT) {
            loops = runtime.loops();
            takenAt = now;
        }
        return loops.stream().filter(loop -> loop.id() == id).findFirst();
    }
}
