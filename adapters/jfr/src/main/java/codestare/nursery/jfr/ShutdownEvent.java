package codestare.nursery.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The shutdown of a loop, or of all. */
@Name("codestare.nursery.Shutdown")
@Label("Shutdown")
@Description("The shutdown of a loop, or of all loops where it names none")
@Category("Nursery")
@StackTrace(false)
final class ShutdownEvent extends Event {
    @Label("Loop")
    @Nullable
    String loop;

    @Label("Owner")
    @Nullable
    String owner;

    @Label("Reason")
    @Nullable
    String reason;
}
