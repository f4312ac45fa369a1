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

/** A failure is told once: by the close that it came before, or by the next one (promises 2 and 13). */
@JCStressTest
@Outcome(id = "FAILED, 1", expect = Expect.ACCEPTABLE, desc = "it was told")
@Outcome(id = "CANCELLED, 0", expect = Expect.ACCEPTABLE, desc = "the close was faster")
@State
public class FailAndClose extends Case {
    private final Task<@Nullable Void> task = failing("task");
    private int told;

    @Actor
    public void fail() {
        go.countDown();
    }

    @Actor
    public void close() {
        told = failuresOfClose(nursery);
    }

    @Arbiter
    public void judge(LL_Result r) {
        r.r2 = told + failuresOfClose(nursery);
        r.r1 = task.status();
    }
}
