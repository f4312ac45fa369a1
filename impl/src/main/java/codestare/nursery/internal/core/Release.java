package codestare.nursery.internal.core;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A nursery that was handed out, and what became of it by {@code popAll}: closed when it is let go. */
public final class Release {
    private final Tenant tenant;
    private final LoopNursery nursery;
    private final Object opener;

    Release(Tenant tenant, LoopNursery nursery, Object opener) {
        this.tenant = tenant;
        this.nursery = nursery;
        this.opener = opener;
    }

    public TaskNursery nursery() {
        return nursery;
    }

    /** Closes and waits for that, no longer than the deadline; logs and does not throw. */
    public void letGo() {
        closeAll(tenant, opener, nursery.subject() + " is released");
    }

    /** Closes side by side what somebody has opened, and waits; a task that calls is neither cancelled nor awaited. */
    static void closeAll(Tenant tenant, Object opener, String reason) {
        NurseryEngine engine = tenant.engine();
        Set<? extends OwnedTask<?>> callers = Ending.here(engine.current());
        Deadline deadline = engine.deadline(longestGrace(engine, opened(tenant, opener)));
        Ending ending = Ending.byThisThread(reason, deadline, callers, engine.stragglers());
        Closings.begin(
                        () -> roots(opened(tenant, opener)),
                        nursery -> nursery.closer().closeByRequest(ending))
                .await(ending);
    }

    private static List<LoopNursery> opened(Tenant tenant, Object opener) {
        return tenant.nurseries().stream()
                .filter(nursery -> nursery.isOpenedBy(opener))
                .toList();
    }

    private static List<LoopNursery> roots(List<LoopNursery> nurseries) {
        return nurseries.stream()
                .filter(LoopNursery::isRoot)
                .sorted(LoopNursery.BY_AGE.reversed())
                .toList();
    }

    private static Duration longestGrace(NurseryEngine engine, List<LoopNursery> nurseries) {
        return nurseries.stream()
                .map(LoopNursery::grace)
                .max(Duration::compareTo)
                .orElse(engine.settings().grace());
    }
}
