package codestare.nursery.stress;

import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A join does not wait for what the close of a child has left behind, whichever comes first (promises 7 and 14). */
@JCStressTest
@Outcome(id = "RUNNING", expect = Expect.ACCEPTABLE, desc = "the join has returned and the straggler goes on")
@State
public class JoinAndCloseOfChild extends Case {
    private static final Logger LOG = Logger.getLogger("codestare.nursery.internal.core");

    static {
        // each race leaves one behind and tells of it
        LOG.setLevel(Level.OFF);
    }

    private final TaskNursery parent = FACTORY.open(NurseryOptions.defaults().withGrace(Duration.ofMillis(1)));
    private final TaskNursery child = parent.open("child of " + parent.name());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Task<@Nullable Void> straggler = child.createTask(() -> {
        begun.countDown();
        awaitStubbornly(go);
    });

    public JoinAndCloseOfChild() {
        awaitStubbornly(begun);
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.yield();
        }
    }

    @Actor
    public void join() {
        join(parent);
    }

    @Actor
    public void close() {
        child.close();
    }

    @Arbiter
    public void judge(L_Result r) {
        r.r1 = straggler.status();
        go.countDown();
        ended(straggler);
        parent.close();
        nursery.close();
    }
}
