package codestare.nursery.internal.work;

/** Tells a worker when it has had its processor for as long as others should wait for one; by that worker's thread. */
final class TimeSlice {
    /** Long beside the start of a virtual thread, short beside what a user notices; in nanoseconds. */
    private static final long LENGTH = 1_000_000;

    private final SparingClock clock = new SparingClock();
    private long begin = clock.now();

    void begin() {
        begin = clock.now();
    }

    boolean isOver() {
        return clock.now() - begin > LENGTH;
    }
}
