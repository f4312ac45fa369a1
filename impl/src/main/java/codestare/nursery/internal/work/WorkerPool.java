package codestare.nursery.internal.work;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on threads that take one job after the other, and never lets a ready job wait behind a blocked one.
 *
 * <p>The one invariant: <i>while a job is ready there is a worker that has been started and has not yet begun</i>.
 * Who makes a job ready sees to it, and so does a worker before it runs one. A started worker that waits for a processor costs
 * nothing more, so short jobs share a few threads while each blocked job keeps one. The thread of a worker that has ended, if
 * it is no virtual one, rests a little in case that another worker is started, and ends as well: an idle pool has no thread.
 *
 * <p>Where no thread can be started, jobs wait for a worker that runs; if there is none, who made them ready
 * is told. A limit does the same to jobs: they wait for one of the workers that run.
 */
public final class WorkerPool {
    private static final GuardedLog LOG = GuardedLog.of(WorkerPool.class);

    private final String name;
    // asked for each thread, so that a change of setting applies to the workers started from then on
    private final Supplier<ThreadMaker> threads;
    // asked for each thread as well
    private final IntSupplier limit;
    private final SourceQueue sources = new SourceQueue();
    private final Resting<Worker> resting = new Resting<>();
    // the worker that is on its way; taken away by that worker when it begins
    private final AtomicReference<@Nullable Worker> spare = new AtomicReference<>();
    // whether the last start failed
    private final AtomicBoolean scarce = new AtomicBoolean();
    // workers between their beginning and their end
    private final AtomicInteger begun = new AtomicInteger();

    /** One without a limit. */
    public WorkerPool(String name, Supplier<ThreadMaker> threads) {
        this(name, threads, () -> Integer.MAX_VALUE);
    }

    /** @param limit how many workers may run at once, one at least; those of {@link #startFresh} do not count */
    public WorkerPool(String name, Supplier<ThreadMaker> threads, IntSupplier limit) {
        this.name = name;
        this.threads = threads;
        this.limit = limit;
    }

    /** The limit has been raised, maybe: jobs that waited for it need a worker. */
    public void limitChanged() {
        if (!sources.isEmpty()) {
            ensureWorkerOnTheWay();
        }
    }

    /**
     * Sees to it that the ready jobs of a source are run soon.
     *
     * @return false if no thread can be started and none runs; then the jobs stay ready until this is called again
     */
    public boolean wake(JobSource source) {
        sources.add(source);
        return ensureWorkerOnTheWay();
    }

    /**
     * Runs a job on a thread that runs nothing else.
     *
     * @return false if no thread can be started; then the job is not run
     */
    public boolean startFresh(Job job) {
        return start(ThreadMaker.forgotten(() -> {
            JobThread.prepare(Thread.currentThread(), job);
            try {
                job.run();
            } catch (Throwable e) {
                JobThread.tellBroken(job, e);
            }
            JobThread.beNeutral();
        }));
    }

    // ---- who is on the way

    /** Returns whether the ready jobs are in good hands: a worker is on its way, or at least one runs and will look. */
    boolean ensureWorkerOnTheWay() {
        while (true) {
            Worker present = spare.get();
            if (present == null) {
                Worker worker = new Worker(this);
                if (spare.compareAndSet(null, worker)) {
                    // asked now, as nobody else can start one; a worker that leaves after this looks for the job
                    boolean full = begun.get() >= limit.getAsInt();
                    try {
                        worker.started = !full && (takeUp(worker) || start(worker));
                    } finally {
                        if (!worker.started) {
                            spare.compareAndSet(worker, null);
                        }
                    }
                    return worker.started || full || begun.get() > 0;
                }
            } else if (present.started || begun.get() > 0) {
                return true;
            } else {
                // another thread is about to start it, and may yet fail
                Thread.onSpinWait();
            }
        }
    }

    /** Lets a thread that rests be this worker, unless another kind of threads is asked for by now. */
    private boolean takeUp(Worker worker) {
        return !threads.get().makesVirtualThreads() && resting.take(worker);
    }

    private boolean start(Runnable body) {
        try {
            threads.get().unstarted(name, body).start();
            if (scarce.get()) {
                scarce.set(false);
            }
            return true;
        } catch (OutOfMemoryError | RuntimeException e) {
            // once for each shortage: a flood of tasks would be a flood of lines
            if (scarce.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "a worker of [" + name + "] cannot be started; its tasks wait for one that runs",
                        e);
            }
            return false;
        }
    }

    // ---- what workers tell

    SourceQueue sources() {
        return sources;
    }

    void begins(Worker worker) {
        begun.incrementAndGet();
        spare.compareAndSet(worker, null);
    }

    /** Counts a worker that has begun as the one on the way, if there is no other; returns whether. */
    boolean standIn(Worker worker) {
        return spare.compareAndSet(null, worker);
    }

    void stepBack(Worker worker) {
        spare.compareAndSet(worker, null);
    }

    void leaves() {
        begun.decrementAndGet();
    }

    /** Counts a worker again that has left, if it is needed for jobs that wait; returns whether. */
    boolean takesBack() {
        if (isShort()) {
            begun.incrementAndGet();
            return true;
        }
        return false;
    }

    /** Where there is a limit, one that goes on might be one too many beside the one on the way. */
    private boolean isShort() {
        try {
            return limit.getAsInt() == Integer.MAX_VALUE || !ensureWorkerOnTheWay();
        } catch (OutOfMemoryError e) {
            return true;
        }
    }

    /** Lets a worker leave though jobs wait, if they are in good hands; returns whether. */
    boolean leavesTheRest() {
        begun.decrementAndGet();
        boolean left = false;
        try {
            left = ensureWorkerOnTheWay();
        } finally {
            if (!left) {
                begun.incrementAndGet();
            }
        }
        return left;
    }

    /** Lets the thread of a worker that has left rest until it is another worker; null if it is to end. */
    @Nullable
    Worker rest() {
        return resting.rest();
    }
}
