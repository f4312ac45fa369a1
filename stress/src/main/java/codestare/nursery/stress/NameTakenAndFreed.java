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

/** A name is held by one nursery at a time: it is free once the close has returned (promise 19). */
@JCStressTest
@Outcome(id = "opened, refused", expect = Expect.ACCEPTABLE, desc = "it was free already")
@Outcome(id = "refused, opened", expect = Expect.ACCEPTABLE, desc = "it was still taken")
@State
public class NameTakenAndFreed extends Case {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String name = "name " + NUMBERS.incrementAndGet();
    private final TaskNursery holder = FACTORY.open(name);
    private @Nullable TaskNursery next;

    private @Nullable TaskNursery tryOpen() {
        try {
            return FACTORY.open(name);
        } catch (IllegalArgumentException taken) {
            return null;
        }
    }

    @Actor
    public void close() {
        holder.close();
    }

    @Actor
    public void open() {
        next = tryOpen();
    }

    @Arbiter
    public void judge(LL_Result r) {
        TaskNursery third = tryOpen();
        r.r1 = next == null ? "refused" : "opened";
        r.r2 = third == null ? "refused" : "opened";
        if (next != null) {
            next.close();
        }
        if (third != null) {
            third.close();
        }
        nursery.close();
    }
}
