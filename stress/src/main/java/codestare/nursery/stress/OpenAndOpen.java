package codestare.nursery.stress;

import codestare.nursery.TaskNursery;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Of two that ask for one name at once, one gets it (promise 19). */
@JCStressTest
@Outcome(id = "opened, refused", expect = Expect.ACCEPTABLE, desc = "the one was first")
@Outcome(id = "refused, opened", expect = Expect.ACCEPTABLE, desc = "the other was first")
@State
public class OpenAndOpen extends Case {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String name = "wanted " + NUMBERS.incrementAndGet();
    private @Nullable TaskNursery one;
    private @Nullable TaskNursery other;

    private @Nullable TaskNursery tryOpen() {
        try {
            return FACTORY.open(name);
        } catch (IllegalArgumentException taken) {
            return null;
        }
    }

    @Actor
    public void open() {
        one = tryOpen();
    }

    @Actor
    public void openToo() {
        other = tryOpen();
    }

    @Arbiter
    public void judge(LL_Result r) {
        r.r1 = fateOf(one);
        r.r2 = fateOf(other);
        nursery.close();
    }

    private static String fateOf(@Nullable TaskNursery opened) {
        if (opened == null) {
            return "refused";
        }
        opened.close();
        return "opened";
    }
}
