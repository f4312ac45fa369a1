package codestare.nursery.internal.work;

import java.time.Duration;
import java.util.List;

/** What deadlines go by: the clock of the JVM, or one that a test moves. */
public class Clock {
    /** That of the JVM. */
    public static final Clock SYSTEM = new Clock();

    Clock() {}

    /** Nanoseconds since an instant of its own; never fewer than before. */
    long nanos() {
        return System.nanoTime();
    }

    /** A thread waits for a deadline that goes by this clock. */
    void watch(Thread waiter) {}

    void unwatch(Thread waiter) {}

    /** A deadline that comes after this time. */
    public final Deadline deadline(Duration time) {
        return new Deadline(this, time, List.of());
    }

    /** A deadline that does not come by itself. */
    public final Deadline never() {
        return deadline(Deadline.FOR_EVER);
    }
}
