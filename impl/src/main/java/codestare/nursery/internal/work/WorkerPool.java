package codestare.nursery.internal.work;

import codestare.nursery.internal.roster.Taker;
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
 * nothing more, so short jobs share a few threads while each blocked job keeps one. A worker that finds nothing
 * lets others have the processor for a moment, as the worker on the way, and then ends; its thread, if it is no virtual one,
 * rests a little in case that another worker is started, and ends as well: an idle pool has no thread.
 *
 * <p>Where no thread can be started, jobs wait for a worker that runs; if there is none, who made them ready
 * is told. A limit does the same to jobs: they wait for one of the workers that run.
 */
public final class WorkerPool {
    private static final GuardedLog LOG = GuardedLog.of(WorkerPool.class);

    /** How often a worker without work lets others have the processor before it ends. */
    private static final int YIELDS = 10;

    /** How often a worker spins that has run all jobs of a source, before it looks for more: each time twice as often. */
    private static final int SHORTEST_REST = 16;

    private static final int LONGEST_REST = 128;

    /** After so many jobs in a row a worker that finds no more rests. */
    private static final int BURST = 8;

    /** How many jobs a worker takes from one source while others wait. */
    private static final int TURN = 64;

    private final String name;
    // asked for each thread, so that a change of setting applies to the workers started from then on
    private final Supplier<ThreadMaker> threads;
    // asked for each thread as well
    private final IntSupplier limit;
    private final SourceQueue sources = new SourceQueue();
    private final Resting resting = new Resting();
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
            Thread thread = Thread.currentThread();
            prepare(thread, job);
            try {
                job.run();
            } catch (Throwable e) {
                tellBroken(job, e);
            }
            beNeutral();
        }));
    }

    /** Whoever keeps a thread that has ended keeps its context class loader. */
    private static void beNeutral() {
        Thread.currentThread().setContextClassLoader(WorkerPool.class.getClassLoader());
    }

    /** Returns whether the ready jobs are in good hands: a worker is on its way, or at least one runs and will look. */
    private boolean ensureWorkerOnTheWay() {
        while (true) {
            Worker present = spare.get();
            if (present == null) {
                Worker worker = new Worker();
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

    /** Makes a thread that of a job. */
    private static void prepare(Thread thread, Job job) {
        if (thread.getContextClassLoader() != job.contextLoader()) {
            thread.setContextClassLoader(job.contextLoader());
        }
        try {
            String name = job.name();
            // tasks in a row often have the same name; the cheaper question comes first
            if (!name.equals(thread.getName())) {
                thread.setName(name);
            }
        } catch (OutOfMemoryError e) {
            // the heap has no room for the name: the job, which is taken, must run all the same
            return;
        }
    }

    private static void tellBroken(Job job, Throwable e) {
        // a job tells its own errors; this one broke in the telling
        LOG.log(Level.ERROR, "job [" + job.name() + "] broke", e);
    }

    /** Takes away what a job may have left on the thread. */
    private static void tidy(Thread thread) {
        Thread.interrupted();
        // a thread without a handler of its own has its group
        if (thread.getUncaughtExceptionHandler() != thread.getThreadGroup()) {
            thread.setUncaughtExceptionHandler(null);
        }
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
    }

    /** Below a job stand as few frames as possible: each blocked job keeps them. */
    private final class Worker extends Taker implements Runnable {
        // written by the thread that started this worker; volatile: read by those who would start another
        volatile boolean started;
        // the rest by the thread of the worker: how many jobs it ran in this turn, and since it rested; how long it
        // rests next
        private @Nullable JobSource from;
        private int turn;
        private int ranSinceRest;
        private int rest = SHORTEST_REST;

        /** The life of a thread, which is one worker after the other where it may rest in between. */
        @Override
        public void run() {
            Thread thread = Thread.currentThread();
            Runnable onTheWay = this;
            while (onTheWay != null) {
                begun.incrementAndGet();
                spare.compareAndSet((Worker) onTheWay, null);
                boolean left = false;
                try {
                    do {
                        Job job;
                        while ((job = next()) != null) {
                            prepare(thread, job);
                            try {
                                job.run();
                            } catch (Throwable e) {
                                tellBroken(job, e);
                            } finally {
                                tidy(thread);
                            }
                        }
                    } while (isWanted());
                    left = true;
                } finally {
                    if (!left) {
                        // whatever ended this worker: nobody may count on it
                        begun.decrementAndGet();
                    }
                }
                onTheWay = ThreadMaker.isVirtual(thread) ? null : resting.rest();
            }
        }

        /** Takes the next job, of whatever source; null if there is none. */
        private @Nullable Job next() {
            while (true) {
                try {
                    JobSource source = sources.head();
                    if (source == null) {
                        return null;
                    }
                    Job job = take(source);
                    if (job != null) {
                        return job;
                    }
                } catch (OutOfMemoryError e) {
                    // between two jobs the queue needs a little of the heap; it stands as it was
                    Thread.yield();
                }
            }
        }

        private @Nullable Job take(JobSource source) {
            if (source != from) {
                beginTurn(source);
            }
            if (turn >= TURN && sources.hasSeveral()) {
                beginTurn(null);
                sources.toTheEnd(source);
                return null;
            }
            Job job = source.take(this);
            if (job == null && ranSinceRest >= BURST) {
                letMakerGetAhead();
                job = source.take(this);
            }
            if (job == null) {
                sources.retire(source, this);
                beginTurn(null);
                return null;
            }
            if (source.mayHaveMore(this) || sources.hasSeveral()) {
                ensureAnother();
            }
            turn++;
            ranSinceRest++;
            return job;
        }

        /** A place in one source is none in another, and who rests must hold nothing. */
        private void beginTurn(@Nullable JobSource source) {
            forget();
            from = source;
            turn = 0;
            ranSinceRest = 0;
            rest = SHORTEST_REST;
        }

        /** Waits a moment for more work, as the worker on the way; then takes leave. */
        private boolean isWanted() {
            beginTurn(null);
            beNeutral();
            if (spare.compareAndSet(null, this)) {
                for (int i = 0; i < YIELDS && sources.isEmpty(); i++) {
                    Thread.yield();
                }
                if (!sources.isEmpty()) {
                    spin(SHORTEST_REST);
                }
                spare.compareAndSet(this, null);
            }
            if (!sources.isEmpty()) {
                return true;
            }
            begun.decrementAndGet();
            // who made a job ready while this one was leaving may have counted on it
            return !sources.isEmpty() && isNeeded() && begun.incrementAndGet() > 0;
        }

        /** Where there is a limit, one that goes on might be one too many beside the one on the way. */
        private boolean isNeeded() {
            try {
                return limit.getAsInt() == Integer.MAX_VALUE || !ensureWorkerOnTheWay();
            } catch (OutOfMemoryError e) {
                return true;
            }
        }

        /**
         * Rests as the worker on the way.
         *
         * <p>Where a worker is at the heels of who makes jobs ready, both wait for each other's cache lines, and the maker has
         * to start another worker for each job.
         */
        private void letMakerGetAhead() {
            boolean onTheWay = spare.compareAndSet(null, this);
            spin(rest);
            if (onTheWay) {
                spare.compareAndSet(this, null);
            }
            rest = Math.min(2 * rest, LONGEST_REST);
            ranSinceRest = 0;
        }

        private static void spin(int times) {
            for (int i = 0; i < times; i++) {
                Thread.onSpinWait();
            }
        }

        private void ensureAnother() {
            try {
                ensureWorkerOnTheWay();
            } catch (OutOfMemoryError e) {
                // the heap has no room for another one: this one goes on alone
            }
        }
    }
}
