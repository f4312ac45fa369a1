package codestare.nursery.inventory;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.SignalStatus;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is printed, taken once.
 *
 * @param ending why the process is to end; null as long as nobody has told it to
 */
record Picture(
        TaskCounts counts,
        List<LoopSnapshot> loops,
        List<Straggler> stragglers,
        List<TaskFailure> failures,
        @Nullable String ending,
        List<ShutdownSnapshot> shutdowns,
        List<SignalStatus> signals) {
    /** More tasks of one nursery than these are counted only. */
    static final int TASKS = 100;

    static Picture of(NurseryRuntime runtime) {
        return new Picture(
                runtime.counts(),
                runtime.loops(),
                runtime.stragglers(),
                runtime.failures(),
                runtime.ending().orElse(null),
                runtime.shutdowns(),
                runtime.signals());
    }
}
