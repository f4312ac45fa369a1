package codestare.nursery.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A run of a task, on its own thread; short ones are left out unless a recording says otherwise. */
@Name("codestare.nursery.Task")
@Label("Task")
@Description("The run of a task of a nursery or a loop")
@Threshold("10 ms")
final class TaskEvent extends MeasuredEvent {
    @Label("Status")
    @Nullable
    String status;
}
