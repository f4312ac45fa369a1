package codestare.nursery.internal.watch;

import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.internal.work.Jobs;
import codestare.nursery.internal.work.WorkerPool;
import codestare.nursery.runtime.NurseryListener;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one listener is to be told: one call after the other, on a thread of ours, so that nobody waits for it.
 *
 * <pre>
 * idle ──tell──▶ busy ──nothing left──▶ idle          any ──close, or it threw──▶ closed
 * </pre>
 */
final class Outbox {
    private static final GuardedLog LOG = GuardedLog.of(Outbox.class);
    private static final int LONGEST = 1_000;

    private final WorkerPool workers;
    private final String name;
    // all guarded by this
    private final Deque<Consumer<NurseryListener>> waiting = new ArrayDeque<>();
    private @Nullable NurseryListener listener;
    private boolean busy;
    private boolean behind;

    Outbox(WorkerPool workers, NurseryListener listener) {
        this.workers = workers;
        this.listener = listener;
        this.name = listener.getClass().getName();
    }

    void tell(Consumer<NurseryListener> news) {
        synchronized (this) {
            if (listener == null) {
                return;
            }
            if (waiting.size() >= LONGEST) {
                logBehind();
                return;
            }
            waiting.addLast(news);
            if (busy) {
                return;
            }
            busy = true;
        }
        if (!workers.startFresh(Jobs.of("listener:" + name, this::deliver))) {
            // no thread is to be had; who comes next tries again
            synchronized (this) {
                busy = false;
            }
        }
    }

    private void logBehind() {
        if (!behind) {
            behind = true;
            LOG.log(
                    Level.WARNING,
                    "listener [" + name + "] is behind by " + LONGEST + " events and misses the next ones;"
                            + " make it return sooner");
        }
    }

    private void deliver() {
        Consumer<NurseryListener> news;
        while ((news = next()) != null) {
            NurseryListener present;
            synchronized (this) {
                present = listener;
            }
            if (present != null) {
                deliver(present, news);
            }
        }
    }

    private synchronized @Nullable Consumer<NurseryListener> next() {
        Consumer<NurseryListener> news = waiting.pollFirst();
        if (news == null) {
            busy = false;
            behind = false;
        }
        return news;
    }

    private void deliver(NurseryListener present, Consumer<NurseryListener> news) {
        try {
            news.accept(present);
        } catch (Throwable e) {
            close();
            LOG.log(Level.ERROR, "listener [" + name + "] failed and is told nothing any more", e);
        }
    }

    /** Tells it nothing any more; a call under way goes on. */
    synchronized void close() {
        listener = null;
        waiting.clear();
    }

    synchronized boolean isClosed() {
        return listener == null;
    }
}
