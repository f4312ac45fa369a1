package codestare.nursery.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The same where there is nothing to end, which takes a shorter way. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "each found it closed")
@State
public class CloseIdleAndClose extends Case {
    private boolean closed;
    private boolean closedToo;

    @Actor
    public void close() {
        nursery.close();
        closed = nursery.isClosed();
    }

    @Actor
    public void closeToo() {
        nursery.close();
        closedToo = nursery.isClosed();
    }

    @Arbiter
    public void judge(ZZ_Result r) {
        r.r1 = closed;
        r.r2 = closedToo;
    }
}
