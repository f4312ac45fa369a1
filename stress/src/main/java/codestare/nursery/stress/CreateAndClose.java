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

/** A task that is taken in has ended when the close has; one that is not is refused (promises 3, 5 and 8). */
@JCStressTest
@Outcome(id = "ended", expect = Expect.ACCEPTABLE, desc = "it came before the close")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "it came after")
@State
public class CreateAndClose extends Case {
    private @Nullable Task<String> task;

    @Actor
    public void create() {
        task = createIn(nursery, () -> "result");
    }

    @Actor
    public void close() {
        nursery.close();
    }

    @Arbiter
    public void judge(L_Result r) {
        r.r1 = fate(task);
    }
}
