package codestare.nursery.internal.watch;

import codestare.nursery.internal.work.WorkerPool;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.Registration;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one place that the engine tells what happens; holds values only, and those who registered themselves. */
public final class Watch {
    private final WorkerPool workers;
    private final AtomicLong ids = new AtomicLong();
    private final Tally tally = new Tally(null);
    private final FailureHistory failures = new FailureHistory();
    private final Shutdowns shutdowns = new Shutdowns(this::tell);
    private final Probes probes = new Probes();
    // by the registration, since a listener may be registered twice
    private final Map<Registration, Outbox> outboxes = new ConcurrentHashMap<>();

    /** @param workers calls listeners */
    public Watch(WorkerPool workers) {
        this.workers = workers;
    }

    /** The next number of a nursery, a loop or a group of tasks. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** The tasks of the whole process. */
    public Tally tally() {
        return tally;
    }

    public Probes probes() {
        return probes;
    }

    // ---- what happens

    public void loopMade(Supplier<LoopSnapshot> loop) {
        if (!outboxes.isEmpty()) {
            LoopSnapshot made = loop.get();
            tell(listener -> listener.loopMade(made));
        }
    }

    public void loopStopped(Supplier<LoopSnapshot> loop) {
        if (!outboxes.isEmpty()) {
            LoopSnapshot stopped = loop.get();
            tell(listener -> listener.loopStopped(stopped));
        }
    }

    public void taskFailed(String owner, String loop, @Nullable String nursery, String task, Throwable failure) {
        TaskFailure note = failures.note(owner, loop, nursery, task, failure);
        if (note != null) {
            tell(listener -> listener.taskFailed(note));
        }
    }

    /**
     * The shutdown of a loop has begun, or that of all.
     *
     * @return to be run at its end
     */
    public Runnable shutdownBegins(@Nullable String loop, @Nullable String owner, String reason) {
        return shutdowns.begin(loop, owner, reason);
    }

    public void leftBehind(Straggler straggler) {
        tell(listener -> listener.leftBehind(straggler));
    }

    public void stragglerEnded(Straggler straggler) {
        tell(listener -> listener.stragglerEnded(straggler));
    }

    // ---- what there is to see

    public List<TaskFailure> failures() {
        return failures.last();
    }

    public List<ShutdownSnapshot> shutdowns() {
        return shutdowns.underWay();
    }

    // ---- who listens

    public Registration listen(NurseryListener listener) {
        Outbox outbox = new Outbox(workers, listener);
        Registration registration = new Registration() {
            @Override
            public void close() {
                outbox.close();
                outboxes.remove(this);
            }
        };
        outboxes.put(registration, outbox);
        return registration;
    }

    public Registration probe(NurseryProbe probe) {
        probes.add(probe);
        return () -> probes.remove(probe);
    }

    private void tell(Consumer<NurseryListener> news) {
        outboxes.forEach((registration, outbox) -> {
            if (outbox.isClosed()) {
                outboxes.remove(registration);
            } else {
                outbox.tell(news);
            }
        });
    }
}
