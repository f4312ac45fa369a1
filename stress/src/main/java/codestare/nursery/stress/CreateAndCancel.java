package codestare.nursery.stress;

import codestare.nursery.Task;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The same where the sentinel is cancelled: the close that this begins has ended when the sentinel has (promise 11). */
@JCStressTest
@Outcome(id = "ended", expect = Expect.ACCEPTABLE, desc = "it came before the close")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "it came after")
@State
public class CreateAndCancel extends Case {
    private @Nullable Task<String> task;

    @Actor
    public void create() {
        task = createIn(nursery, () -> "result");
    }

    @Actor
    public void cancel() {
        nursery.sentinelTask().cancel("enough");
    }

    @Arbiter
    public void judge(L_Result r) {
        ended(nursery.sentinelTask());
        r.r1 = fate(task);
    }
}
