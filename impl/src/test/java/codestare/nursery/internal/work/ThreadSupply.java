package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntSupplier;

/** Makes the threads of a test's pools: knows each of them, and runs out when it is told to. */
public final class ThreadSupply {
    private static final Duration GENEROUS = Duration.ofSeconds(30);

    private final ThreadMaker real;
    private final ThreadMaker limited;
    private final List<Thread> made = new CopyOnWriteArrayList<>();
    // guarded by this
    private int left = Integer.MAX_VALUE;

    public ThreadSupply(ThreadKind kind) {
        this(ThreadMaker.of(kind));
    }

    /** One of threads that the test makes itself. */
    public ThreadSupply(ThreadFactory threads) {
        this(new ThreadMaker(threads));
    }

    private ThreadSupply(ThreadMaker real) {
        this.real = real;
        this.limited = new ThreadMaker(this::make);
    }

    private synchronized Thread make(Runnable body) {
        if (left == 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        left--;
        Thread thread = real.unstarted("made", body);
        made.add(thread);
        return thread;
    }

    public WorkerPool pool(String name) {
        return new WorkerPool(name, () -> limited);
    }

    public WorkerPool pool(String name, IntSupplier limit) {
        return new WorkerPool(name, () -> limited, limit);
    }

    /** Makes that many threads from now on and no more. */
    public synchronized void limitTo(int threads) {
        left = threads;
    }

    public List<Thread> made() {
        return made;
    }

    /** Waits until every thread that was made has ended; fails when one does not. */
    public void awaitNoThread() throws InterruptedException {
        for (Thread thread : made) {
            thread.join(GENEROUS.toMillis());
            assertThat(thread.isAlive())
                    .as("thread [%s] lives", thread.getName())
                    .isFalse();
        }
    }
}
