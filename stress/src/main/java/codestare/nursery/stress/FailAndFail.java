package codestare.nursery.stress;

import codestare.nursery.Task;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two failures are told, one suppressed in the other, each once (promise 13). */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both were told")
@State
public class FailAndFail extends Case {
    private final CountDownLatch goToo = new CountDownLatch(1);
    private final Task<@Nullable Void> one = failing("one");
    private final Task<@Nullable Void> other = nursery.createTask("other", () -> {
        goToo.await();
        throw new IllegalStateException("other");
    });

    @Actor
    public void fail() {
        go.countDown();
    }

    @Actor
    public void failToo() {
        goToo.countDown();
    }

    @Arbiter
    public void judge(L_Result r) {
        ended(one);
        ended(other);
        r.r1 = failuresOfClose(nursery);
    }
}
