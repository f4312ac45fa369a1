package codestare.nursery.stress;

import codestare.nursery.Nurseries;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A child nursery that is opened while its loop stops is closed with it, or is refused (promises 13 and 20). */
@JCStressTest
@Outcome(id = "closed", expect = Expect.ACCEPTABLE, desc = "it was closed with the loop")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "it came too late")
@State
public class OpenAndShutdown extends Case {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final TaskLoop loop = Nurseries.loops().loop("opened " + NUMBERS.incrementAndGet());
    private final TaskNursery parent = FACTORY.open("parent on " + loop.name(), loop);
    private @Nullable TaskNursery child;

    @Actor
    public void open() {
        try {
            child = parent.open("child on " + loop.name());
        } catch (IllegalStateException refused) {
            // by the parent or by the loop
            child = null;
        }
    }

    @Actor
    public void stop() {
        loop.stop();
    }

    @Arbiter
    public void judge(L_Result r) {
        waiting(() -> {
            loop.runForever();
            return null;
        });
        r.r1 = child == null ? "refused" : child.isClosed() ? "closed" : "open";
        nursery.close();
    }
}
