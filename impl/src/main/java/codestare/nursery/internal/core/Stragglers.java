package codestare.nursery.internal.core;

import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.internal.work.Job;
import codestare.nursery.internal.work.Jobs;
import codestare.nursery.internal.work.WorkerPool;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What did not end when its time was over, until it really ends: each logged once with its owner and its stack. */
public final class Stragglers {
    private static final GuardedLog LOG = GuardedLog.of(Stragglers.class);

    private final WorkerPool watchers;
    // by the task itself: two who wait for it may both leave it behind
    private final Map<OwnedTask<?>, Straggler> live = new ConcurrentHashMap<>();

    /** @param watchers runs the waits for those that may become stragglers */
    Stragglers(WorkerPool watchers) {
        this.watchers = watchers;
    }

    /** Something left behind: its name and where it was. */
    public static final class Straggler {
        private final String name;
        private final String where;

        private Straggler(String name, String where) {
            this.name = name;
            this.where = where;
        }

        public String name() {
            return name;
        }

        @Override
        public String toString() {
            return name + " of " + where;
        }
    }

    /** What is left behind at this moment. */
    public List<Straggler> live() {
        return List.copyOf(live.values());
    }

    /** Leaves a task behind, once: interrupts it once more, logs it, lists it until it ends. */
    void leave(OwnedTask<?> task, String where) {
        if (task.isDone()) {
            return;
        }
        Straggler straggler = new Straggler("task [" + task.name() + "]", where + " of " + ownerOf(task));
        if (live.putIfAbsent(task, straggler) == null) {
            task.interruptAgain();
            logBegin(straggler, task.runner());
            task.onDone(ended -> end(task));
        }
    }

    private static String ownerOf(OwnedTask<?> task) {
        return task.loop() instanceof WorkerLoop loop
                ? loop.tenant().subject()
                : task.loop().name();
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

    private static void logBegin(Straggler straggler, @Nullable Thread thread) {
        LOG.log(
                Level.WARNING,
                straggler + " has not ended in time and is left behind; make it end when it is interrupted"
                        + stackOf(thread));
    }

    private void end(OwnedTask<?> task) {
        Straggler straggler = live.remove(task);
        if (straggler != null) {
            LOG.log(Level.INFO, straggler + " was left behind and has ended");
        }
    }

    static String stackOf(@Nullable Thread thread) {
        if (thread == null) {
            return "";
        }
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining());
    }
}
