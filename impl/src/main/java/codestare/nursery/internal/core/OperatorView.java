package codestare.nursery.internal.core;

import codestare.nursery.ShutdownReason;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.watch.Crowd;
import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.Registration;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import codestare.nursery.runtime.TaskSnapshot;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What operators see of all tenants, as values, and what they may ask for. */
public final class OperatorView {
    private static final GuardedLog LOG = GuardedLog.of(OperatorView.class);

    private final NurseryEngine engine;

    OperatorView(NurseryEngine engine) {
        this.engine = engine;
    }

    // ---- looking

    /** All loops with all that is on them, the oldest first. */
    public List<LoopSnapshot> loops() {
        List<LoopSnapshot> loops = new ArrayList<>();
        for (Tenant tenant : engine.tenants()) {
            tenant.live().forEach(loop -> loops.add(Snapshots.of(loop)));
            loops.addAll(tenant.failedLoops());
        }
        loops.sort(Comparator.comparingLong(LoopSnapshot::id));
        return List.copyOf(loops);
    }

    /** The tasks of all loops, those of loops that have gone included. */
    public TaskCounts counts() {
        return engine.watch()
                .tally()
                .counts(() -> loopsNow().map(Snapshots::crowdOf).reduce(Crowd.NOBODY, Crowd::and));
    }

    /** A task with its stack. */
    public TaskSnapshot task(String id) {
        OwnedTask<?> task = find(id);
        return Snapshots.withStack(task);
    }

    public List<Straggler> stragglers() {
        return engine.stragglers().shown();
    }

    public List<TaskFailure> failures() {
        return engine.watch().failures();
    }

    public List<ShutdownSnapshot> shutdowns() {
        return engine.watch().shutdowns();
    }

    // ---- acting

    /** Cancels a task, or interrupts it once more. */
    public void cancelTask(String id, String by) {
        OwnedTask<?> task = find(id);
        if (task instanceof GroupTask<?> member && member.isCancelRequested()) {
            log("task [" + task.name() + "] is interrupted once more", by);
            task.interruptAgain();
        } else {
            log("task [" + task.name() + "] is cancelled", by);
            task.cancel("asked for by " + by);
        }
    }

    public void closeNursery(long id, String by) {
        LoopNursery nursery = first(loopsNow().flatMap(loop -> loop.nurseries().stream()), at -> at.number() == id)
                .orElseThrow(() -> new NoSuchElementException(
                        "nursery [" + id + "] is not there: it has closed, or never was; list the nurseries"));
        log(nursery.subject() + " of loop [" + nursery.loop().name() + "] closes", by);
        nursery.closer().closeBySentinel("asked for by " + by);
    }

    public void shutdownLoop(long id, String by) {
        WorkerLoop loop = first(loopsNow(), at -> at.number() == id)
                .orElseThrow(() -> new NoSuchElementException(
                        "loop [" + id + "] is not there: it has stopped, or never was; list the loops"));
        log(loop.subject() + " is shut down", by);
        loop.shutDown(ShutdownReason.of("asked for by " + by));
    }

    public void shutdownAll(String by) {
        log("all loops are shut down", by);
        engine.shutDownAll(ShutdownReason.of("asked for by " + by));
    }

    private static void log(String what, String by) {
        LOG.log(Level.INFO, what + "; asked for by [" + by + "]");
    }

    // ---- listening

    public Registration listen(NurseryListener listener) {
        return engine.watch().listen(listener);
    }

    public Registration probe(NurseryProbe probe) {
        return engine.watch().probe(probe);
    }

    // ---- finding

    private Stream<WorkerLoop> loopsNow() {
        return engine.tenants().stream().flatMap(tenant -> tenant.live().stream());
    }

    private OwnedTask<?> find(String id) {
        return engine.stragglers()
                .find(id)
                .or(() -> loopsNow()
                        .flatMap(WorkerLoop::groups)
                        .flatMap(group -> find(group, id).stream())
                        .findFirst())
                .orElseThrow(() -> new NoSuchElementException(
                        "task [" + id + "] is not there: it has ended, or never was; list the tasks"));
    }

    private static Optional<OwnedTask<?>> find(TaskGroup group, String id) {
        return group.members().stream()
                .filter(task -> !task.isDone() && TaskIds.of(task).equals(id))
                .<OwnedTask<?>>map(task -> task)
                .findFirst();
    }

    private static <T> Optional<T> first(Stream<T> all, Predicate<T> test) {
        return all.filter(test).findFirst();
    }
}
