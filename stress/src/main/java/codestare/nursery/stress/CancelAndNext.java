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

/** The interrupt for a task never reaches the next one, which may run on the same worker (promise 17). */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "it did not")
@State
public class CancelAndNext extends Case {
    private final Task<@Nullable Void> first = nursery.createTask(() -> go.await());
    private @Nullable Task<Boolean> second;

    @Actor
    public void cancel() {
        first.cancel("enough");
    }

    @Actor
    public void next() {
        go.countDown();
        second = createIn(nursery, () -> {
            for (int i = 0; i < 50; i++) {
                Thread.onSpinWait();
            }
            return Thread.interrupted();
        });
    }

    @Arbiter
    public void judge(L_Result r) {
        r.r1 = result(second);
        nursery.close();
    }
}
