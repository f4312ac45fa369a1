package codestare.nursery.itest.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What happened, in order: consumers note it, tests read it, and both may wait for a note of the other. */
public final class Journal {
    private final Lock lock = new ReentrantLock();
    private final Condition noted = lock.newCondition();
    private final List<String> notes = new ArrayList<>(); // guarded by lock
    private boolean closed; // guarded by lock
    private final Consumer<String> echo;

    /** Makes a journal that is read in this process. */
    public Journal() {
        this(note -> {});
    }

    /** Makes a journal that also hands each note on, in order. */
    public Journal(Consumer<String> echo) {
        this.echo = echo;
    }

    public void note(String note) {
        lock.lock();
        try {
            notes.add(note);
            echo.accept(note);
            noted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait, so that a test that failed leaves no thread behind. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            noted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<String> notes() {
        lock.lock();
        try {
            return List.copyOf(notes);
        } finally {
            lock.unlock();
        }
    }

    /** Drops all notes, in a life that is longer than anyone's memory. */
    public void forget() {
        lock.lock();
        try {
            notes.clear();
        } finally {
            lock.unlock();
        }
    }

    public boolean await(String note, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && !notes.contains(note)) {
                if (left <= 0) {
                    return false;
                }
                left = noted.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a note for as long as it takes, and does something at each interrupt instead of ending. */
    public void awaitStubbornly(String note, Runnable onInterrupt) {
        while (true) {
            try {
                if (await(note, Duration.ofNanos(TimeUnit.DAYS.toNanos(1)))) {
                    return;
                }
            } catch (InterruptedException e) {
                onInterrupt.run();
            }
        }
    }

    /** A stubborn wait whose code is not a consumer's. */
    public Runnable untilNoted(String note) {
        return () -> awaitStubbornly(note, () -> {});
    }
}
