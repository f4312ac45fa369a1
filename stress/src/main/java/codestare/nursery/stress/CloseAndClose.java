package codestare.nursery.stress;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Whoever closes first does it, and the other one returns when it is done (promise 2). */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "each saw the one run of the callback")
@State
public class CloseAndClose extends Case {
    private final AtomicInteger runs = countingExit();
    private int seen;
    private int seenToo;

    @Actor
    public void close() {
        nursery.close();
        seen = runs.get();
    }

    @Actor
    public void closeToo() {
        nursery.close();
        seenToo = runs.get();
    }

    @Arbiter
    public void judge(LLL_Result r) {
        r.r1 = seen;
        r.r2 = seenToo;
        r.r3 = runs.get();
    }
}
