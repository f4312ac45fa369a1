package codestare.nursery.internal.program;

import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.util.LinkedList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any program does on the engine what the model of the promises says. */
class RandomProgramsTest {
    // held: the log manager forgets loggers that nobody holds
    private static final Logger LOG = Logger.getLogger("codestare.nursery.internal");

    // by the one thread of the property: an instance is made for each program
    private static final List<EndingThreads> ENDING = new LinkedList<>();

    /** The failures of thousands of programs are no news. */
    @BeforeContainer
    static void beQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @AfterContainer
    static void allThreadsEnd() throws InterruptedException {
        for (EndingThreads of : ENDING) {
            of.awaitEnd(Run.LIMIT);
        }
    }

    @Property
    void any_program_keeps_the_promises(
            @ForAll("kinds") ThreadKind kind,
            @ForAll Act.OnFailure onFailure,
            @ForAll("draws") List<Programs.Draw> draws) {
        ENDING.add(Run.whole(kind, onFailure, run -> {
            for (Programs.Draw draw : draws) {
                Act act = Programs.act(draw, run.world());
                if (act != null) {
                    run.take(act);
                }
            }
        }));
        ENDING.removeIf(EndingThreads::haveEnded);
    }

    @Provide
    Arbitrary<ThreadKind> kinds() {
        return ThreadMaker.hasVirtualThreads()
                ? Arbitraries.of(ThreadKind.PLATFORM, ThreadKind.VIRTUAL)
                : Arbitraries.just(ThreadKind.PLATFORM);
    }

    @Provide
    Arbitrary<List<Programs.Draw>> draws() {
        return Programs.draws();
    }
}
