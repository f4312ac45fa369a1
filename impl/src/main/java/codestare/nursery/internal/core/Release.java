package codestare.nursery.internal.core;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A nursery that was handed out, and what became of it by {@code popAll}: closed when it is let go. */
public final class Release {
    private final NurseryEngine engine;
    private final LoopNursery nursery;
    private final Set<LoopNursery> opened;

    Release(NurseryEngine engine, LoopNursery nursery, Set<LoopNursery> opened) {
        this.engine = engine;
        this.nursery = nursery;
        this.opened = opened;
    }

    public TaskNursery nursery() {
        return nursery;
    }

    /** Closes and waits for that, no longer than the deadline; logs and does not throw. */
    public void letGo() {
        closeAll(engine, opened, nursery.subject() + " is released");
    }

    /** Closes nurseries side by side and waits; a task that calls is neither cancelled nor awaited. */
    static void closeAll(NurseryEngine engine, Set<LoopNursery> nurseries, String reason) {
        Set<? extends OwnedTask<?>> callers = Ending.here(engine.current());
        Deadline deadline = engine.deadline(longestGrace(engine, nurseries));
        Ending ending = new Ending(reason, deadline, callers, Thread.currentThread(), engine.stragglers());
        Closings.begin(() -> roots(nurseries), nursery -> nursery.closer().closeByRequest(ending))
                .await(ending);
    }

    private static List<LoopNursery> roots(Set<LoopNursery> nurseries) {
        return nurseries.stream()
                .filter(LoopNursery::isRoot)
                .sorted(LoopNursery.BY_AGE.reversed())
                .toList();
    }

    private static Duration longestGrace(NurseryEngine engine, Set<LoopNursery> nurseries) {
        return nurseries.stream()
                .map(LoopNursery::grace)
                .max(Duration::compareTo)
                .orElse(engine.settings().grace());
    }
}
