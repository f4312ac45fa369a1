package codestare.nursery.internal.core;

import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.watch.Watch;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.internal.work.Job;
import codestare.nursery.internal.work.Jobs;
import codestare.nursery.internal.work.WorkerPool;
import codestare.nursery.runtime.Straggler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What did not end when its time was over, until it really ends: each logged once with its owner, its age and its stack. */
public final class Stragglers {
    private static final GuardedLog LOG = GuardedLog.of(Stragglers.class);

    private final WorkerPool watchers;
    private final Watch watch;
    // by the task itself: two who wait for it may both leave it behind
    private final Map<OwnedTask<?>, Left> live = new ConcurrentHashMap<>();

    /** @param watchers runs the waits for those that may become stragglers */
    Stragglers(WorkerPool watchers, Watch watch) {
        this.watchers = watchers;
        this.watch = watch;
    }

    /** Something left behind: what it is, where it was, and since when. */
    public static final class Left {
        private final String id;
        private final String name;
        private final String owner;
        private final String where;
        private final String user;
        private final long since = System.nanoTime();

        private Left(OwnedTask<?> task, String where) {
            this.id = TaskIds.of(task);
            this.name = task.name();
            this.owner = ((WorkerLoop) task.loop()).tenant().owner();
            this.user = ((WorkerLoop) task.loop()).tenant().subject();
            this.where = where;
        }

        String name() {
            return name;
        }

        Straggler shown(List<String> stack) {
            return new Straggler(id, name, owner, where, Duration.ofNanos(System.nanoTime() - since), stack);
        }

        @Override
        public String toString() {
            return "task [" + name + "] of " + where + " of " + user;
        }
    }

    /** What is left behind at this moment. */
    public List<Left> live() {
        return List.copyOf(live.values());
    }

    /** What is left behind at this moment, the first one first, with stacks. */
    List<Straggler> shown() {
        List<Map.Entry<OwnedTask<?>, Left>> entries = new ArrayList<>(live.entrySet());
        entries.sort((one, other) -> Long.signum(one.getValue().since - other.getValue().since));
        return entries.stream()
                .map(entry -> entry.getValue().shown(framesOf(entry.getKey().runner())))
                .toList();
    }

    /** The task that operators know by this id. */
    Optional<OwnedTask<?>> find(String id) {
        return live.entrySet().stream()
                .filter(entry -> entry.getValue().id.equals(id))
                .<OwnedTask<?>>map(Map.Entry::getKey)
                .findFirst();
    }

    /** Leaves a task behind, once: interrupts it once more, logs it, lists it until it ends. */
    void leave(OwnedTask<?> task, String where) {
        Left left = new Left(task, where);
        if (task.isDone()) {
            logTelling(left, task.runner());
            return;
        }
        if (live.putIfAbsent(task, left) == null) {
            task.interruptAgain();
            logBegin(left, task);
            ((WorkerLoop) task.loop()).tally().straggled();
            watch.leftBehind(left.shown(framesOf(task.runner())));
            task.onDone(ended -> end(task));
        }
    }

    /** Leaves those tasks behind that have not ended by then: they could not be awaited. One thread watches all. */
    void leaveLater(Collection<? extends OwnedTask<?>> tasks, String where, Deadline deadline) {
        if (tasks.isEmpty()) {
            return;
        }
        Job watch = Jobs.of("watch:" + where, () -> {
            for (OwnedTask<?> task : tasks) {
                if (!task.awaitEndUninterruptibly(deadline)) {
                    leave(task, where);
                }
            }
        });
        if (!watchers.startFresh(watch)) {
            tasks.forEach(task -> leave(task, where));
        }
    }

    private static void logBegin(Left left, OwnedTask<?> task) {
        Duration age = Snapshots.ageOf(task.begunAt());
        LOG.log(
                Level.WARNING,
                left + " has not ended in time and is left behind; make it end when it is interrupted"
                        + (age == null ? "" : "; it has been running for " + age.truncatedTo(ChronoUnit.MILLIS)),
                Whereabouts.of(task.runner()));
    }

    /** The body of a task has ended, but its thread is in what somebody has hung on the end. */
    private static void logTelling(Left left, @Nullable Thread thread) {
        if (thread != null) {
            LOG.log(
                    Level.WARNING,
                    left
                            + " has ended, but an onDone action of it has not and is left behind; such an action must not block",
                    Whereabouts.of(thread));
        }
    }

    private void end(OwnedTask<?> task) {
        Left left = live.get(task);
        if (left != null) {
            // first: who finds it listed no more finds this in the log
            LOG.log(Level.INFO, left + " was left behind and has ended");
            live.remove(task);
            watch.stragglerEnded(left.shown(List.of()));
        }
    }

    /** Where a thread is, innermost call first; empty if there is none. */
    static List<String> framesOf(@Nullable Thread thread) {
        return thread == null
                ? List.of()
                : Arrays.stream(thread.getStackTrace())
                        .map(StackTraceElement::toString)
                        .toList();
    }
}
