package codestare.nursery.internal.work;

import codestare.nursery.internal.roster.Taker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A source of jobs that a test makes ready. */
final class TestJobs extends JobSource {
    private final WorkerPool pool;
    private final Queue<Job> ready = new ConcurrentLinkedQueue<>();

    TestJobs(WorkerPool pool) {
        this.pool = pool;
    }

    /** Makes a job ready; returns false, and takes it back, if nobody will run it. */
    boolean submit(Job job) {
        ready.add(job);
        return pool.wake(this) || !ready.remove(job);
    }

    @Override
    protected Job take(Taker taker) {
        return ready.poll();
    }

    @Override
    protected boolean mayHaveMore(Taker taker) {
        return !ready.isEmpty();
    }
}
