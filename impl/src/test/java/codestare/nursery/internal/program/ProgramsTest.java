package codestare.nursery.internal.program;

import static codestare.nursery.internal.program.Act.Exit.*;
import static codestare.nursery.internal.program.Act.OWNER;
import static codestare.nursery.internal.program.Act.OnCancel.*;
import static codestare.nursery.internal.program.Act.OnFailure.SHUTS_LOOP_DOWN;

import codestare.nursery.internal.program.Act.Ending;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The smallest programs that told one way of breaking a promise from keeping it, found among random ones.
 *
 * <p>What must come of each step, the model says.
 */
class ProgramsTest {
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @MethodSource("kinds")
    private @interface EachThreadKind {}

    static Stream<ThreadKind> kinds() {
        return ThreadMaker.hasVirtualThreads()
                ? Stream.of(ThreadKind.PLATFORM, ThreadKind.VIRTUAL)
                : Stream.of(ThreadKind.PLATFORM);
    }

    private static void run(ThreadKind kind, Act... acts) throws InterruptedException {
        Run.whole(kind, SHUTS_LOOP_DOWN, run -> {
                    for (Act act : acts) {
                        run.take(act);
                    }
                })
                .awaitEnd(Run.LIMIT);
    }

    @EachThreadKind
    void tasks_of_a_group_are_all_cancelled_before_one_is_awaited(ThreadKind kind) throws InterruptedException {
        run(
                kind,
                new Act.Open(OWNER, "n"),
                new Act.Start(OWNER, "n", "t", LINGERS),
                new Act.Start(OWNER, "n", "u", FAILS),
                new Act.Close(OWNER, "n"));
    }

    @EachThreadKind
    void an_error_that_an_exit_callback_replaces_is_suppressed_in_what_it_throws(ThreadKind kind)
            throws InterruptedException {
        run(
                kind,
                new Act.Open(OWNER, "n"),
                new Act.Put(OWNER, "n", "c", CALLBACK_THAT_THROWS),
                new Act.Start(OWNER, "n", "t", FAILS),
                new Act.Close(OWNER, "n"));
    }

    @EachThreadKind
    void what_fails_while_a_child_nursery_closes_is_told_by_the_close_of_the_parent(ThreadKind kind)
            throws InterruptedException {
        run(
                kind,
                new Act.Open(OWNER, "n"),
                new Act.OpenIn(OWNER, "n", "m"),
                new Act.Start(OWNER, "m", "t", FAILS),
                new Act.Close(OWNER, "n"));
    }

    @EachThreadKind
    void what_join_has_thrown_close_does_not_throw_again(ThreadKind kind) throws InterruptedException {
        run(
                kind,
                new Act.Open(OWNER, "n"),
                new Act.Start(OWNER, "n", "t", OBEYS),
                new Act.Finish("t", Ending.FAILS),
                new Act.Join(OWNER, "n"),
                new Act.Close(OWNER, "n"));
    }

    @EachThreadKind
    void a_failing_nursery_has_closed_before_the_others_of_its_loop_begin(ThreadKind kind) throws InterruptedException {
        run(
                kind,
                new Act.Open(OWNER, "n"),
                new Act.Start(OWNER, "n", "t", LINGERS),
                new Act.Start(OWNER, "n", "u", OBEYS),
                new Act.Open(OWNER, "m"),
                new Act.Start(OWNER, "m", "v", OBEYS),
                new Act.Finish("u", Ending.FAILS));
    }

    @EachThreadKind
    void a_task_that_starts_another_one_while_its_nursery_closes_is_refused(ThreadKind kind)
            throws InterruptedException {
        run(kind, new Act.Open(OWNER, "n"), new Act.Start(OWNER, "n", "t", SPAWNS), new Act.Close(OWNER, "n"));
    }
}
