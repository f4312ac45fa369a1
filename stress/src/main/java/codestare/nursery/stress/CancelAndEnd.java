package codestare.nursery.stress;

import codestare.nursery.Task;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A task ends once, cancelled or not, and tells it once; the interrupt that may be on its way reaches no other task (promises 15 to 17). */
@JCStressTest
@Outcome(id = "SUCCEEDED, 1, false", expect = Expect.ACCEPTABLE, desc = "it was faster")
@Outcome(id = "CANCELLED, 1, false", expect = Expect.ACCEPTABLE, desc = "the cancel was faster")
@State
public class CancelAndEnd extends Case {
    private final AtomicInteger told = new AtomicInteger();
    private final Task<@Nullable Void> task =
            nursery.createTask(() -> go.await()).onDone(done -> told.incrementAndGet());

    @Actor
    public void end() {
        go.countDown();
    }

    @Actor
    public void cancel() {
        task.cancel("enough");
    }

    @Arbiter
    public void judge(LLL_Result r) {
        r.r1 = ended(task);
        r.r3 = result(nursery.createTask(Thread::interrupted));
        nursery.close();
        // the close has ended after all was told
        r.r2 = told.get();
    }
}
