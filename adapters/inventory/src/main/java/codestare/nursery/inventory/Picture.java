package codestare.nursery.inventory;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.SignalStatus;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import java.util.List;

/** All that is printed, taken once. */
record Picture(
        TaskCounts counts,
        List<LoopSnapshot> loops,
        List<Straggler> stragglers,
        List<TaskFailure> failures,
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
                runtime.shutdowns(),
                runtime.signals());
    }
}
