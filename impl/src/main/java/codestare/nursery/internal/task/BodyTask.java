package codestare.nursery.internal.task;

import codestare.nursery.internal.watch.Probes;
import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.internal.work.Job;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs a body on a worker.
 *
 * <p>Who runs it:
 *
 * <pre>
 * null ──a worker takes it──────────────▶ a thread ──the end──▶ NOBODY
 * ALONE ──the thread that is made for it──▶ a thread
 * null, ALONE ──a cancel─────────────────────────────────────▶ NOBODY
 * </pre>
 */
public final class BodyTask<T extends @Nullable Object> extends GroupTask<T> implements Job {
    private static final GuardedLog LOG = GuardedLog.of(BodyTask.class);
    private static final Object ALONE = new Object();
    private static final Object NOBODY = new Object();
    private static final VarHandle RUNNER;
    private static final VarHandle BEGUN_AT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RUNNER = lookup.findVarHandle(BodyTask.class, "runner", Object.class);
            BEGUN_AT = lookup.findVarHandle(BodyTask.class, "begunAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // read and dropped by the one who has taken the task, or kept it from beginning
    private @Nullable Callable<T> body;
    // changed through RUNNER, by the transitions above; read by those who cancel and by dumps
    private volatile @Nullable Object runner;
    // about when it began; written through BEGUN_AT by the worker, read by those who look
    @SuppressWarnings("UnusedVariable") // through BEGUN_AT
    private long begunAt;

    public BodyTask(@Nullable String name, TaskGroup group, Callable<T> body) {
        super(name, group);
        this.body = body;
        if (site().isFresh()) {
            RUNNER.set(this, ALONE);
        }
    }

    // ---- the transitions

    @Override
    boolean tryBegin() {
        return RUNNER.compareAndSet(this, null, Thread.currentThread());
    }

    private boolean beginAlone() {
        return RUNNER.compareAndSet(this, ALONE, Thread.currentThread());
    }

    @Override
    boolean keepFromBeginning() {
        boolean kept = RUNNER.compareAndSet(this, null, NOBODY) || RUNNER.compareAndSet(this, ALONE, NOBODY);
        if (kept) {
            body = null;
        }
        return kept;
    }

    @Override
    protected boolean hasBegun() {
        Object present = runner;
        return present != null && present != ALONE;
    }

    @Override
    public @Nullable Thread runner() {
        return runner instanceof Thread thread ? thread : null;
    }

    // ---- running

    @Override
    boolean launch() {
        boolean launched = false;
        try {
            launched = runner == ALONE
                    ? site().pool().startFresh(this)
                    : site().pool().wake(group());
        } catch (Throwable e) {
            if (keepFromBeginning()) {
                throw e;
            }
            LOG.log(Level.WARNING, "a worker for task [" + name() + "] cannot be started; one that runs has it", e);
            return true;
        }
        return launched || !keepFromBeginning();
    }

    @Override
    public @Nullable ClassLoader contextLoader() {
        return site().loader();
    }

    /** Called by the worker that has taken this task, or by the thread that is made for it. */
    @Override
    public void run() {
        if (runner != Thread.currentThread() && !beginAlone()) {
            return;
        }
        Callable<T> work = Objects.requireNonNull(body);
        Probes probes = site().probes();
        Probes.Marks marks = Probes.Marks.NONE;
        CurrentTask.Place place = null;
        // not null where no worker could be started and another task's thread runs this one
        OwnedTask<?> outer = null;
        try {
            T result;
            try {
                place = site().current().place();
                outer = place.task;
                place.task = this;
                BEGUN_AT.setOpaque(this, place.now());
                if (probes.any()) {
                    marks = probes.taskBegins();
                }
                result = work.call();
            } catch (Throwable thrown) {
                body = null;
                endWith(thrown);
                return;
            }
            body = null;
            succeed(result);
        } finally {
            if (marks.isWanted()) {
                probes.taskEnded(marks, name(), loop().name(), site().user(), status());
            }
            if (place != null) {
                place.task = outer;
            }
            RUNNER.setOpaque(this, NOBODY);
        }
    }

    /** Runs it on a thread of its own; on the caller's, which need not be a worker of ours, if none can be made. */
    public void runAlone() {
        if (!site().pool().startFresh(this)) {
            run();
            site().current().leaveThread();
        }
    }

    @Override
    boolean isOnItsThread() {
        return runner == Thread.currentThread();
    }

    @Override
    void calm() {
        Thread.interrupted();
    }

    @Override
    void tellFailure(Runnable telling) {
        telling.run();
    }

    @Override
    void stopRunning() {
        interruptAgain();
    }

    @Override
    public void interruptAgain() {
        Thread thread = runner();
        if (thread != null) {
            interrupt(thread);
        }
    }

    @Override
    public long begunAt() {
        return (long) BEGUN_AT.getOpaque(this);
    }
}
