package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ShutdownReason;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one shutdown of a loop: the failing nursery, then sentinels, ours and users', side by side, then the remaining tasks all
 * at once, then the loop.
 */
final class LoopShutdown {
    private static final GuardedLog LOG = GuardedLog.of(LoopShutdown.class);

    private final WorkerLoop loop;
    private final ShutdownReason reason;
    private final Ending ending;
    private final ShutdownTask task;

    /** @param shared the terms of all that shut down together; they are not touched */
    LoopShutdown(WorkerLoop loop, ShutdownReason reason, Ending shared) {
        this.loop = loop;
        this.reason = reason;
        this.ending = shared.part();
        this.task = new ShutdownTask(loop.name(), loop.house());
    }

    ShutdownTask task() {
        return task;
    }

    boolean isForFailure() {
        return reason.context() != null;
    }

    Deadline deadline() {
        return ending.deadline();
    }

    /** Takes the instant of another shutdown, which is shared and never this one's or another loop's own. */
    void hastenTo(Deadline deadline) {
        ending.deadline().limitBy(deadline);
    }

    void begin() {
        Runnable ended = loop.watch().shutdownBegins(loop.name(), loop.tenant().owner(), reason.words());
        task.onDone(done -> ended.run());
        loop.house().execute(task.name(), this::run);
    }

    private void run() {
        LOG.log(Level.INFO, loop.subject() + " shuts down: " + reason.words());
        try {
            LoopNursery failing = failingNursery();
            if (failing != null) {
                closeAll(() -> List.of(failing)).await(ending);
            }
            stopSentinels();
            loop.looseTasks()
                    .end(ending.within(loop.tenant().engine().settings().grace()));
        } finally {
            loop.stopped();
            task.end();
        }
    }

    private @Nullable LoopNursery failingNursery() {
        ExceptionContext context = reason.context();
        if (context == null || context.sentinel() == null) {
            return null;
        }
        return loop.nurseries().stream()
                .filter(nursery -> nursery.isSentinel(context.sentinel()))
                .findFirst()
                .orElse(null);
    }

    private void stopSentinels() {
        Closings closings = closeAll(
                () -> loop.nurseries().stream().filter(LoopNursery::isRoot).toList());
        List<OwnedTask<?>> marked =
                loop.marked().stream().filter(task -> !ending.isCaller(task)).toList();
        marked.forEach(sentinel -> sentinel.cancel(reason.words()));
        closings.await(ending);
        Deadline deadline =
                ending.deadline().within(loop.tenant().engine().settings().grace());
        for (OwnedTask<?> sentinel : marked) {
            if (!sentinel.awaitEndUninterruptibly(deadline)) {
                loop.stragglers().leave(sentinel, loop.subject());
            }
        }
    }

    private Closings closeAll(Supplier<Collection<LoopNursery>> live) {
        return Closings.begin(live, nursery -> nursery.closer().closeByRequest(ending));
    }
}
