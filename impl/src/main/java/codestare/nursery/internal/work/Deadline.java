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
    public static final Duration LAST_CHANCE = Duration.ofMillis(100);

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    /** So many nanoseconds nobody waits to their end. */
    static final long AGES = Long.MAX_VALUE / 4;

    // written by hasten only; read by every waiter
    private volatile long at;
    // replaced under the lock of this; read by every waiter
    private volatile List<Deadline> limits;
    private final Duration chance;
    // made under the lock of this
    private @Nullable Deadline lastChance;
    // the threads that wait now
    private final LazySet<Thread> waiting = new LazySet<>();

    private Deadline(Duration time, List<Deadline> limits, Duration chance) {
        this.at = System.nanoTime() + clamped(time).toNanos();
        this.limits = limits;
        this.chance = chance;
    }

    /** Keeps sums within a long: not less than no time, and less than three hundred years. */
    private static Duration clamped(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(FOR_EVER) > 0 ? FOR_EVER : time;
    }

    /** A deadline that many nanoseconds from now. */
    public static Deadline in(Duration time) {
        return in(time, LAST_CHANCE);
    }

    /** A deadline that many nanoseconds from now, with a last chance of that length. */
    public static Deadline in(Duration time, Duration chance) {
        return new Deadline(time, List.of(), chance);
    }

    /** A deadline that does not come by itself. */
    public static Deadline never() {
        return in(FOR_EVER);
    }

    /** A deadline that comes after this time, or with this one if that is earlier. */
    public Deadline within(Duration time) {
        return new Deadline(time, List.of(this), chance);
    }

    /** A deadline that comes with this one, for an owner who may limit it: this one then stays as it is. */
    public Deadline part() {
        return within(FOR_EVER);
    }

    /** The time left; 0 when it has passed. */
    public long remainingNanos() {
        long least = at - System.nanoTime();
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
        at = System.nanoTime();
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
                        .orElseGet(() -> in(chance));
            }
            return lastChance;
        }
    }

    void watch(Thread waiter) {
        waiting.add(waiter);
        limits.forEach(limit -> limit.watch(waiter));
    }

    void unwatch(Thread waiter) {
        waiting.remove(waiter);
        limits.forEach(limit -> limit.unwatch(waiter));
    }

    private void wake() {
        waiting.forEach(LockSupport::unpark);
    }
}
