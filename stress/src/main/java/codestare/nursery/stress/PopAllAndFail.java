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
import org.openjdk.jcstress.infra.results.LL_Result;

/** A failure while all is handed on is told by the new nursery, and not by the old one (promise 10). */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the new one told it")
@State
public class PopAllAndFail extends Case {
    private final Task<@Nullable Void> task = failing("task");
    private @Nullable TaskNursery successor;

    @Actor
    public void popAll() {
        successor = nursery.popAll();
    }

    @Actor
    public void fail() {
        go.countDown();
    }

    @Arbiter
    public void judge(LL_Result r) {
        ended(task);
        r.r1 = failuresOfClose(nursery);
        r.r2 = successor == null ? -1 : failuresOfClose(successor);
    }
}
