package codestare.nursery.internal.core;

import codestare.nursery.internal.task.TaskSite;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the tasks of nurseries run: most nurseries of a loop share one site. */
final class Sites {
    private final WorkerLoop loop;
    // written by any thread that opens a nursery
    private volatile @Nullable Known last;

    Sites(WorkerLoop loop) {
        this.loop = loop;
    }

    TaskSite of(NurserySpec spec) {
        Known present = last;
        if (present == null || !present.isFor(spec)) {
            present = new Known(spec.loader(), spec.freshOption(), loop.site(spec.loader(), spec.freshThreads()));
            last = present;
        }
        return present.site();
    }

    private record Known(
            @Nullable ClassLoader loader, @Nullable Boolean fresh, TaskSite site) {
        boolean isFor(NurserySpec spec) {
            return loader == spec.loader() && Objects.equals(fresh, spec.freshOption());
        }
    }
}
