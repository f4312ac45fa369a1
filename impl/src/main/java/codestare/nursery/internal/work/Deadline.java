package codestare.nursery.internal.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instant at which a wait gives up.
 *
 * <p>It is computed once and handed down; it can come nearer ({@link #hasten}, {@link #limitBy}) but never goes further
 * away. Threads that wait for it through a {@link Bell} notice when it comes nearer.
 *
 * <p>Limits must not run in a circle. So what is handed to several is never limited: each of them takes a {@link #part},
 * limits that, and hands on no more than that to what it contains. Limits then point from the contained to what contains it,
 * and never back: from a close to that of its parent, to the shutdown of its loop, to the instant of all.
 */
public final class Deadline {
    /** How long what is left of a close gets, once, when its time is over before its turn came. */
    private static final Duration LAST_CHANCE = Duration.ofMillis(100);

    static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    /** So many nanoseconds nobody waits to their end. */
    static final long AGES = Long.MAX_VALUE / 4;

    private final Clock clock;
    // written by hasten only; read by every waiter
    private volatile long at;
    // replaced under the lock of this; read by every waiter
    private volatile List<Deadline> limits;
    // made under the lock of this
    private @Nullable Deadline lastChance;
    // the threads that wait now
    private final LazySet<Thread> waiting = new LazySet<>();

    Deadline(Clock clock, Duration time, List<Deadline> limits) {
        this.clock = clock;
        this.at = clock.nanos() + clamped(time).toNanos();
        this.limits = limits;
    }

    /** Keeps sums within a long: not less than no time, and less than three hundred years. */
    private static Duration clamped(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(FOR_EVER) > 0 ? FOR_EVER : time;
    }

    /** A deadline that comes after this time, by the clock of the JVM. */
    public static Deadline in(Duration time) {
        return Clock.SYSTEM.deadline(time);
    }

    /** A deadline that does not come by itself. */
    public static Deadline never() {
        return Clock.SYSTEM.never();
    }

    /** A deadline that comes after this time, or with this one if that is earlier. */
    public Deadline within(Duration time) {
        return new Deadline(clock, time, List.of(this));
    }

    /** A deadline that comes with this one, for an owner who may limit it: this one then stays as it is. */
    public Deadline part() {
        return within(FOR_EVER);
    }

    /** The time left; 0 when it has passed. */
    public long remainingNanos() {
        long least = at - clock.nanos();
        for (Deadline limit : limits) {
            least = Math.min(least, limit.remainingNanos());
        }
        return Math.max(least, 0);
    }

    public boolean hasPassed() {
        return remainingNanos() == 0;
    }

    /** Makes it now. */
    public void hasten() {
        at = clock.nanos();
        wake();
    }

    /** Makes it come no later than another one; for its one owner, as what is shared is never limited. */
    public void limitBy(Deadline other) {
        synchronized (this) {
            if (other == this || limits.contains(other)) {
                return;
            }
            limits = Stream.concat(limits.stream(), Stream.of(other)).collect(Collectors.toUnmodifiableList());
        }
        wake();
    }

    /**
     * Returns this deadline until it has passed; from then on one that comes a moment later and is the same for all who ask.
     *
     * <p>So what ends readily is not called a straggler only because something before it took all the time.
     */
    public Deadline orLastChance() {
        if (!hasPassed()) {
            return this;
        }
        synchronized (this) {
            if (lastChance == null) {
                lastChance = limits.stream()
                        .filter(Deadline::hasPassed)
                        .findFirst()
                        .map(Deadline::orLastChance)
                        .orElseGet(() -> clock.deadline(LAST_CHANCE));
            }
            return lastChance;
        }
    }

    void watch(Thread waiter) {
        waiting.add(waiter);
        clock.watch(waiter);
        limits.forEach(limit -> limit.watch(waiter));
    }

    void unwatch(Thread waiter) {
        waiting.remove(waiter);
        clock.unwatch(waiter);
        limits.forEach(limit -> limit.unwatch(waiter));
    }

    private void wake() {
        waiting.forEach(LockSupport::unpark);
    }
}
