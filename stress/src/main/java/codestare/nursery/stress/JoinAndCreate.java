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

/** A join waits for all that had come before it began, and for what those add (promise 14). */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the child of the child had ended")
@State
public class JoinAndCreate extends Case {
    private volatile boolean grandchild;
    private boolean seen;
    private final Task<@Nullable Void> child = nursery.createTask(() -> {
        go.await();
        nursery.createTask(() -> {
            grandchild = true;
        });
    });

    @Actor
    public void join() {
        join(nursery);
        seen = grandchild;
    }

    @Actor
    public void letGo() {
        go.countDown();
    }

    @Arbiter
    public void judge(L_Result r) {
        ended(child);
        r.r1 = seen;
        nursery.close();
    }
}
