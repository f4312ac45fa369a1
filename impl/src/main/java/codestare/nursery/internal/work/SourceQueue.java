package codestare.nursery.internal.work;

import codestare.nursery.internal.roster.Taker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The sources that have jobs, in turn; all workers take from the one at the head, which goes to the end after a while. */
final class SourceQueue {
    private final Queue<JobSource> sources = new ConcurrentLinkedQueue<>();
    // how many stand in the queue, but for those just put in or taken out
    private final AtomicInteger count = new AtomicInteger();

    /** Puts a source in, unless it stands there already. */
    void add(JobSource source) {
        if (source.claimQueueing()) {
            boolean added = false;
            try {
                enqueue(source);
                added = true;
            } finally {
                if (!added) {
                    source.unqueued();
                }
            }
        }
    }

    @Nullable
    JobSource head() {
        return sources.peek();
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    boolean hasSeveral() {
        return count.get() > 1;
    }

    /** Takes out a source in which no job was found; one that got some meanwhile is put in again. */
    void retire(JobSource source, Taker taker) {
        if (dequeue(source)) {
            source.unqueued();
            while (source.mayHaveMore(taker) && !isAdded(source)) {
                // the heap has no room for its place: who made the job ready has counted on that
                Thread.yield();
            }
        }
    }

    private boolean isAdded(JobSource source) {
        try {
            add(source);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    /** Gives the others their turn; stands there twice for a moment, so that it is not lost where the heap has no room. */
    void toTheEnd(JobSource source) {
        if (hasSeveral()) {
            enqueue(source);
            dequeue(source);
        }
    }

    private void enqueue(JobSource source) {
        sources.add(source);
        count.incrementAndGet();
    }

    private boolean dequeue(JobSource source) {
        boolean stood = sources.remove(source);
        if (stood) {
            count.decrementAndGet();
        }
        return stood;
    }
}
