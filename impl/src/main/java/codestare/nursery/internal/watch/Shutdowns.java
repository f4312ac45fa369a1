package codestare.nursery.internal.watch;

import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.ShutdownSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shutdowns that are under way; their beginning and end are told. */
final class Shutdowns {
    private final Consumer<Consumer<NurseryListener>> telling;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Begun> underWay = new ConcurrentSkipListMap<>();

    Shutdowns(Consumer<Consumer<NurseryListener>> telling) {
        this.telling = telling;
    }

    /** Takes note of a beginning; what is returned is run at the end, once. */
    Runnable begin(@Nullable String loop, @Nullable String owner, String reason) {
        Begun begun = new Begun(ids.incrementAndGet(), loop, owner, reason, System.nanoTime());
        underWay.put(begun.id, begun);
        ShutdownSnapshot first = begun.now(false);
        telling.accept(listener -> listener.shutdownBegun(first));
        return () -> end(begun);
    }

    private void end(Begun begun) {
        if (underWay.remove(begun.id) != null) {
            ShutdownSnapshot last = begun.now(true);
            telling.accept(listener -> listener.shutdownEnded(last));
        }
    }

    List<ShutdownSnapshot> underWay() {
        return underWay.values().stream().map(begun -> begun.now(false)).toList();
    }

    private record Begun(
            long id, @Nullable String loop, @Nullable String owner, String reason, long at) {
        ShutdownSnapshot now(boolean over) {
            return new ShutdownSnapshot(id, loop, owner, reason, Duration.ofNanos(System.nanoTime() - at), over);
        }
    }
}
