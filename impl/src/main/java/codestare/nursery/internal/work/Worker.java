package codestare.nursery.internal.work;

import codestare.nursery.internal.roster.Taker;
import org.jspecify.annotations.Nullable;

/**
 * Takes one job after the other, on one thread.
 *
 * <p>One that finds nothing lets others have the processor for a moment, as the worker on the way, and then ends. On a virtual
 * thread one that always finds something ends as well after a {@link TimeSlice}, as soon as there is another on its way: the
 * JVM takes the processor from no virtual thread that does not wait.
 *
 * <p>Below a job stand as few frames as possible, and as few fields: each blocked job keeps them.
 */
final class Worker extends Taker implements Runnable {
    /** How often a worker without work lets others have the processor before it ends. */
    private static final int YIELDS = 10;

    /** How often a worker spins that has run all jobs of a source, before it looks for more: each time twice as often. */
    private static final int SHORTEST_REST = 16;

    private static final int LONGEST_REST = 128;

    /** After so many jobs in a row a worker that finds no more rests. */
    private static final int BURST = 8;

    /** How many jobs a worker takes from one source while others wait. */
    private static final int TURN = 64;

    private final WorkerPool pool;
    // written by the thread that started this worker; volatile: read by those who would start another
    volatile boolean started;
    // the rest by the thread of the worker: where it takes from, how many jobs it ran in this turn, how many since it
    // rested, and how long it rests next
    private @Nullable JobSource from;
    private int turn;
    private int ranSinceRest;
    private int rest = SHORTEST_REST;
    // whether it is one that keeps its processor
    private boolean virtual;
    // whether another one goes on in its place
    private boolean relieved;
    // made for the second job
    private @Nullable TimeSlice slice;

    Worker(WorkerPool pool) {
        this.pool = pool;
    }

    /** The life of a thread, which is one worker after the other where it may rest in between. */
    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        virtual = ThreadMaker.isVirtual(thread);
        Worker onTheWay = this;
        while (onTheWay != null) {
            pool.begins(onTheWay);
            boolean left = false;
            try {
                do {
                    Job job;
                    while ((job = next()) != null) {
                        JobThread.prepare(thread, job);
                        try {
                            job.run();
                        } catch (Throwable e) {
                            JobThread.tellBroken(job, e);
                        } finally {
                            JobThread.tidy(thread);
                        }
                    }
                } while (!relieved && isWanted());
                left = true;
            } finally {
                if (!left) {
                    // whatever ended this worker: nobody may count on it
                    pool.leaves();
                }
            }
            onTheWay = virtual ? null : pool.rest();
        }
    }

    /** Takes the next job, of whatever source; null if there is none, or if another worker takes it. */
    private @Nullable Job next() {
        if (from != null && isRelieved()) {
            return null;
        }
        while (true) {
            try {
                JobSource source = pool.sources().head();
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

    /** Leaves what is ready to the worker on the way, where this one has had its processor for long enough. */
    private boolean isRelieved() {
        if (virtual) {
            try {
                if (slice == null) {
                    slice = new TimeSlice();
                } else if (slice.isOver()) {
                    slice.begin();
                    relieved = !pool.sources().isEmpty() && pool.leavesTheRest();
                }
            } catch (OutOfMemoryError e) {
                // the heap has no room for another one: this one goes on
            }
        }
        if (relieved) {
            rest();
        }
        return relieved;
    }

    private @Nullable Job take(JobSource source) {
        if (source != from) {
            beginTurn(source);
        }
        SourceQueue sources = pool.sources();
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

    private void rest() {
        beginTurn(null);
        JobThread.beNeutral();
    }

    /** Waits a moment for more work, as the worker on the way; then takes leave. */
    private boolean isWanted() {
        rest();
        SourceQueue sources = pool.sources();
        if (pool.standIn(this)) {
            for (int i = 0; i < YIELDS && sources.isEmpty(); i++) {
                Thread.yield();
            }
            if (!sources.isEmpty()) {
                spin(SHORTEST_REST);
            }
            pool.stepBack(this);
        }
        if (slice != null) {
            slice.begin();
        }
        if (!sources.isEmpty()) {
            return true;
        }
        pool.leaves();
        // who made a job ready while this one was leaving may have counted on it
        return !sources.isEmpty() && pool.takesBack();
    }

    /**
     * Rests as the worker on the way.
     *
     * <p>Where a worker is at the heels of who makes jobs ready, both wait for each other's cache lines, and the maker has
     * to start another worker for each job.
     */
    private void letMakerGetAhead() {
        boolean onTheWay = pool.standIn(this);
        spin(rest);
        if (onTheWay) {
            pool.stepBack(this);
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
            pool.ensureWorkerOnTheWay();
        } catch (OutOfMemoryError e) {
            // the heap has no room for another one: this one goes on alone
        }
    }
}
