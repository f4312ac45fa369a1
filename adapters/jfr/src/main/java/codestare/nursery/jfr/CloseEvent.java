package codestare.nursery.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** The close of a nursery, from its beginning to its end. */
@Name("codestare.nursery.Nursery")
@Label("Nursery Close")
@Description("The close of a nursery")
@Category("Nursery")
@Threshold("1 ms")
@StackTrace(false)
final class CloseEvent extends Event {
    @Label("Name")
    @Nullable
    String name;

    @Label("Loop")
    @Nullable
    String loop;

    @Label("Owner")
    @Nullable
    String owner;

    @Label("Tasks Created")
    long created;
}
