package codestare.nursery.internal.work;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on threads that take one job after the other, and never lets a ready job wait behind a blocked one.
 *
 * <p>The one invariant: <i>while the queue is not empty there is a worker that has been started and has not yet begun</i>.
 * Who adds a job sees to it, and so does a worker before it runs one. A started worker that waits for a processor costs
 * nothing more, so short jobs share a few threads while each blocked job keeps one. A worker that finds the queue empty
 * lets others have the processor for a moment, as the worker on the way, and then ends: an idle pool has no thread.
 *
 * <p>Where no thread can be started, jobs wait for a worker that runs; if there is none, the job is given back.
 */
public final class WorkerPool {
    private static final GuardedLog LOG = GuardedLog.of(WorkerPool.class);

    /** How often a worker without work lets others have the processor before it ends. */
    private static final int YIELDS = 10;

    private static final int PAUSES = 32;

    private final String name;
    // asked for each thread, so that a change of setting applies to the workers started from then on
    private final Supplier<ThreadMaker> threads;
    private final JobQueue queue = new JobQueue();
    // the worker that is on its way; taken away by that worker when it begins
    private final AtomicReference<@Nullable Worker> spare = new AtomicReference<>();
    // whether the last start failed
    private final AtomicBoolean scarce = new AtomicBoolean();
    // workers between their beginning and their end
    private final AtomicInteger begun = new AtomicInteger();

    public WorkerPool(String name, Supplier<ThreadMaker> threads) {
        this.name = name;
        this.threads = threads;
    }

    /**
     * Runs a job soon.
     *
     * @return false if no thread can be started and none runs; then the job is not run
     */
    public boolean submit(Job job) {
        queue.add(job);
        boolean taken = false;
        try {
            taken = ensureWorkerOnTheWay();
        } finally {
            if (!taken) {
                taken = !queue.remove(job);
            }
        }
        return taken;
    }

    /**
     * Runs a job on a thread that runs nothing else.
     *
     * @return false if no thread can be started; then the job is not run
     */
    public boolean startFresh(Job job) {
        return start(() -> {
            run(job);
            beNeutral();
        });
    }

    /** Whoever keeps a thread that has ended keeps its context class loader. */
    private static void beNeutral() {
        Thread.currentThread().setContextClassLoader(WorkerPool.class.getClassLoader());
    }

    /** Returns whether the queue is in good hands: a worker is on its way, or at least one runs and will look. */
    private boolean ensureWorkerOnTheWay() {
        while (true) {
            Worker present = spare.get();
            if (present == null) {
                Worker worker = new Worker();
                if (spare.compareAndSet(null, worker)) {
                    try {
                        worker.started = start(worker);
                    } finally {
                        if (!worker.started) {
                            spare.compareAndSet(worker, null);
                        }
                    }
                    return worker.started || begun.get() > 0;
                }
            } else if (present.started || begun.get() > 0) {
                return true;
            } else {
                // another thread is about to start it, and may yet fail
                Thread.onSpinWait();
            }
        }
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

    private static void run(Job job) {
        Thread thread = Thread.currentThread();
        String name = job.name();
        // tasks in a row often have the same name; the cheaper question comes first
        if (!name.equals(thread.getName())) {
            thread.setName(name);
        }
        if (thread.getContextClassLoader() != job.contextLoader()) {
            thread.setContextClassLoader(job.contextLoader());
        }
        try {
            job.run();
        } catch (Throwable e) {
            // a job tells its own errors; this one broke in the telling
            LOG.log(Level.ERROR, "job [" + job.name() + "] broke", e);
        } finally {
            forget(thread);
        }
    }

    /** Takes away what a job may have left on the thread. */
    private static void forget(Thread thread) {
        Thread.interrupted();
        // a thread without a handler of its own has its group
        if (thread.getUncaughtExceptionHandler() != thread.getThreadGroup()) {
            thread.setUncaughtExceptionHandler(null);
        }
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
    }

    private final class Worker implements Runnable {
        // written by the thread that started this worker; volatile: read by those who would start another
        volatile boolean started;

        @Override
        public void run() {
            begun.incrementAndGet();
            spare.compareAndSet(this, null);
            do {
                runAll();
            } while (isWanted());
        }

        /** Waits a moment for more work, as the worker on the way; then takes leave. */
        private boolean isWanted() {
            beNeutral();
            if (spare.compareAndSet(null, this)) {
                for (int i = 0; i < YIELDS && queue.isEmpty(); i++) {
                    Thread.yield();
                }
                if (!queue.isEmpty()) {
                    for (int i = 0; i < PAUSES; i++) {
                        Thread.onSpinWait();
                    }
                }
                spare.compareAndSet(this, null);
            }
            if (!queue.isEmpty()) {
                return true;
            }
            begun.decrementAndGet();
            // who added a job while this one was leaving may have counted on it
            return !queue.isEmpty() && begun.incrementAndGet() > 0;
        }

        private void runAll() {
            Job job;
            while ((job = queue.poll()) != null) {
                if (!queue.isEmpty()) {
                    ensureWorkerOnTheWay();
                }
                WorkerPool.run(job);
            }
        }
    }
}
