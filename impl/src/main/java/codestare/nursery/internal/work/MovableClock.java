package codestare.nursery.internal.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A clock for tests: it goes like that of the JVM until it is stopped, and may be moved ahead at any time. */
public final class MovableClock extends Clock {
    // replaced under the lock of this; read by every waiter
    private volatile Hand hand = new Hand(true, 0);
    // the threads that wait now
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /** @param nanos how far ahead of the JVM's it is while it runs; what it shows while it does not */
    private record Hand(boolean runs, long nanos) {
        long shows() {
            return runs ? System.nanoTime() + nanos : nanos;
        }
    }

    @Override
    long nanos() {
        return hand.shows();
    }

    /** Lets it stand; further calls do nothing. */
    public synchronized void stop() {
        hand = new Hand(false, hand.shows());
    }

    /** Lets it go on from where it stands; does nothing if it runs. */
    public synchronized void go() {
        if (!hand.runs) {
            hand = new Hand(true, hand.nanos - System.nanoTime());
            wake();
        }
    }

    /** Moves it ahead, whether it runs or not: all waits that this ends have ended or are about to. */
    public synchronized void advance(Duration time) {
        hand = new Hand(hand.runs, hand.nanos + time.toNanos());
        wake();
    }

    /** How many threads wait for a deadline that goes by it. */
    public int waiting() {
        return waiting.size();
    }

    @Override
    void watch(Thread waiter) {
        waiting.add(waiter);
    }

    @Override
    void unwatch(Thread waiter) {
        waiting.remove(waiter);
    }

    private void wake() {
        waiting.forEach(LockSupport::unpark);
    }
}
