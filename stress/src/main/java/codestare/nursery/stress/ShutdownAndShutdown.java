package codestare.nursery.stress;

import codestare.nursery.Nurseries;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A shutdown that is asked for twice is one, and both get its task (promise 25). */
@JCStressTest
@Outcome(id = "true, 1, SUCCEEDED", expect = Expect.ACCEPTABLE, desc = "one shutdown")
@State
public class ShutdownAndShutdown extends Case {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final TaskLoop loop = Nurseries.loops().loop("loop " + NUMBERS.incrementAndGet());
    private final AtomicInteger runs = new AtomicInteger();
    private @Nullable Task<?> first;
    private @Nullable Task<?> second;

    public ShutdownAndShutdown() {
        FACTORY.open("nursery of " + loop.name(), loop).callback(runs::incrementAndGet);
    }

    @Actor
    public void shutDown() {
        first = Nurseries.shutdownService().shutdown(loop, ShutdownReason.of("one"));
    }

    @Actor
    public void shutDownToo() {
        second = Nurseries.shutdownService().shutdown(loop, ShutdownReason.of("other"));
    }

    @Arbiter
    public void judge(LLL_Result r) {
        r.r1 = first == second;
        r.r3 = first == null ? "none" : ended(first);
        r.r2 = runs.get();
        nursery.close();
    }
}
