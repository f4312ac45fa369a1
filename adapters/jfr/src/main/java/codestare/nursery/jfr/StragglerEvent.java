package codestare.nursery.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task that was left behind at a deadline. */
@Name("codestare.nursery.Straggler")
@Label("Straggler")
@Description("A task that did not end in time and was left behind")
@Category("Nursery")
@StackTrace(false)
final class StragglerEvent extends Event {
    @Label("Id")
    @Nullable
    String id;

    @Label("Name")
    @Nullable
    String name;

    @Label("Owner")
    @Nullable
    String owner;

    @Label("Left Behind By")
    @Nullable
    String where;

    @Label("Stack")
    @Nullable
    String stack;
}
