package codestare.nursery.itest.soak;

import java.util.concurrent.atomic.AtomicLong;

/** When the relay is up, and when it is being stopped and started: whatever falls into one phase that is up must be whole. */
final class Phases {
    // odd while it is up; written by the one who steers the relay
    private final AtomicLong phase = new AtomicLong();

    void relayIsUp() {
        phase.incrementAndGet();
    }

    void relayMayGoDown() {
        phase.incrementAndGet();
    }

    long now() {
        return phase.get();
    }

    /** Whether the relay was up all the time since then. */
    boolean upSince(long then) {
        return then % 2 == 1 && then == now();
    }
}
