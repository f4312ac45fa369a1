package codestare.nursery.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What begins and ends on one thread, and whose it is. */
@Category("Nursery")
@StackTrace(false)
abstract class MeasuredEvent extends Event {
    @Label("Name")
    @Nullable
    String name;

    @Label("Loop")
    @Nullable
    String loop;

    @Label("Owner")
    @Nullable
    String owner;

    /** Ends now; returns whether it has lasted long enough to be recorded, and then bears these names. */
    final boolean endsAs(String itsName, String itsLoop, String itsOwner) {
        end();
        if (!shouldCommit()) {
            return false;
        }
        name = itsName;
        loop = itsLoop;
        owner = itsOwner;
        return true;
    }
}
