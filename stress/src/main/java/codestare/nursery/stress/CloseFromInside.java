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

/** A child that closes and an owner that does wait for each other no longer than one of them works (promise 4). */
@JCStressTest
@Outcome(id = "true, SUCCEEDED", expect = Expect.ACCEPTABLE, desc = "the child closed, or found it closing")
@Outcome(id = "true, CANCELLED", expect = Expect.ACCEPTABLE, desc = "the owner was faster")
@State
public class CloseFromInside extends Case {
    private final Task<@Nullable Void> child = nursery.createTask(() -> {
        go.await();
        nursery.close();
    });

    @Actor
    public void closeFromInside() {
        go.countDown();
    }

    @Actor
    public void close() {
        nursery.close();
    }

    @Arbiter
    public void judge(LL_Result r) {
        r.r2 = ended(child);
        nursery.close();
        r.r1 = nursery.isClosed();
    }
}
