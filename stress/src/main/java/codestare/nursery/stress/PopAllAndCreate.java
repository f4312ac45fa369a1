package codestare.nursery.stress;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A task that comes while all is handed on belongs to the old nursery before that or is refused after it (promise 10). */
@JCStressTest
@Outcome(id = "ended", expect = Expect.ACCEPTABLE, desc = "it was handed on")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "it came too late")
@State
public class PopAllAndCreate extends Case {
    private @Nullable TaskNursery successor;
    private @Nullable Task<String> task;

    @Actor
    public void popAll() {
        successor = nursery.popAll();
    }

    @Actor
    public void create() {
        task = createIn(nursery, () -> "result");
    }

    @Arbiter
    public void judge(L_Result r) {
        if (successor != null) {
            join(successor);
            r.r1 = fate(task);
            successor.close();
        }
    }
}
