package codestare.nursery.stress;

import codestare.nursery.Task;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A task that comes while the last worker takes its leave runs all the same, without another one after it. */
@JCStressTest
@Outcome(id = "result, result", expect = Expect.ACCEPTABLE, desc = "both ran")
@State
public class LastAndNext extends Case {
    private @Nullable Task<String> task;
    private @Nullable Task<String> taskToo;

    @Actor
    public void create() {
        task = createIn(nursery, () -> "result");
    }

    @Actor
    public void createToo() {
        taskToo = createIn(nursery, () -> "result");
    }

    @Arbiter
    public void judge(LL_Result r) {
        r.r1 = result(task);
        r.r2 = result(taskToo);
        nursery.close();
    }
}
