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

/** A cancel of the sentinel and a close of the owner are one close, and the sentinel succeeds (promises 2 and 11). */
@JCStressTest
@Outcome(id = "SUCCEEDED, 1, true", expect = Expect.ACCEPTABLE, desc = "it closed once")
@State
public class SentinelCancelAndClose extends Case {
    private final AtomicInteger runs = countingExit();
    private final Task<@Nullable Void> sentinel = nursery.sentinelTask();

    @Actor
    public void cancel() {
        sentinel.cancel("enough");
    }

    @Actor
    public void close() {
        nursery.close();
    }

    @Arbiter
    public void judge(LLL_Result r) {
        r.r1 = ended(sentinel);
        r.r2 = runs.get();
        r.r3 = nursery.isClosed();
    }
}
