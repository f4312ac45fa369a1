package codestare.nursery.examples.relay;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the relay has done so far. Every task writes here, the log reads. */
final class Counters {
    private final AtomicLong accepted = new AtomicLong();
    private final LongAdder open = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder up = new LongAdder();
    private final LongAdder down = new LongAdder();

    /** Counts a client, and returns the number of clients so far: its own. */
    long accept() {
        return accepted.incrementAndGet();
    }

    long accepted() {
        return accepted.get();
    }

    void opened() {
        open.increment();
    }

    void closed() {
        open.decrement();
    }

    /** Counts a client that the target did not take. */
    void refused() {
        refused.increment();
    }

    /** Counts a connection that ended by an error. */
    void broken() {
        broken.increment();
    }

    /** Bytes from clients to the target. */
    LongAdder up() {
        return up;
    }

    /** Bytes from the target to clients. */
    LongAdder down() {
        return down;
    }

    @Override
    public String toString() {
        return "accepted " + accepted + ", open " + open + ", refused " + refused + ", broken " + broken + ", bytes up "
                + up + ", bytes down " + down;
    }
}
