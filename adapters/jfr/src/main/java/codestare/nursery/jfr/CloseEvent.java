package codestare.nursery.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/** The close of a nursery, from its beginning to its end. */
@Name("codestare.nursery.Nursery")
@Label("Nursery Close")
@Description("The close of a nursery")
@Threshold("1 ms")
final class CloseEvent extends MeasuredEvent {
    @Label("Tasks Created")
    long created;
}
