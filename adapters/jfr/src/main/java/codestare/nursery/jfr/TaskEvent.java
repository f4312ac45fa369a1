package codestare.nursery.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A run of a task, on its own thread; short ones are left out unless a recording says otherwise. */
@Name("codestare.nursery.Task")
@Label("Task")
@Description("The run of a task of a nursery or a loop")
@Category("Nursery")
@Threshold("10 ms")
@StackTrace(false)
final class TaskEvent extends Event {
    @Label("Name")
    @Nullable
    String name;

    @Label("Loop")
    @Nullable
    String loop;

    @Label("Owner")
    @Nullable
    String owner;

    @Label("Status")
    @Nullable
    String status;
}
