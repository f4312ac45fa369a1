package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.junit.jupiter.api.Nested;

class CallTest {
    @EachThreadKind
    void the_body_is_woken_by_a_failing_child_and_the_failure_comes_out(Ground ground) {
        IOException failure = new IOException("child");
        assertThatThrownBy(() -> ground.factory().call("woken", nursery -> {
                    nursery.createTask("failing", () -> {
                        throw failure;
                    });
                    new CountDownLatch(1).await();
                    return null;
                }))
                .isInstanceOf(NurseryException.class)
                .hasCause(failure);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @EachThreadKind
    void the_exception_of_the_body_is_thrown_as_it_is_and_callbacks_see_it(Ground ground) {
        IOException failure = new IOException("body");
        assertThatThrownBy(() -> ground.factory().call("failing", nursery -> {
                    nursery.push(info -> {
                        ground.note("saw " + info.exc());
                        return false;
                    });
                    ground.sleeper(nursery, "child");
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(ground.events()).containsExactly("child ended", "saw java.io.IOException: body");
    }

    @EachThreadKind
    void a_suppressed_exception_of_the_body_makes_the_result_null(Ground ground) throws Exception {
        Object result = ground.factory().call("suppressed", nursery -> {
            nursery.push(info -> true);
            throw new IOException("body");
        });
        assertThat(result).isNull();
    }

    @EachThreadKind
    void a_callback_that_throws_replaces_the_exception_of_the_body(Ground ground) {
        IOException body = new IOException("body");
        IllegalStateException callback = new IllegalStateException("callback");
        assertThatThrownBy(() -> ground.factory().call("replaced", nursery -> {
                    nursery.callback(() -> {
                        throw callback;
                    });
                    throw body;
                }))
                .isSameAs(callback)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(body));
    }

    @EachThreadKind
    void the_body_is_interrupted_when_somebody_else_closes(Ground ground) {
        assertThatThrownBy(() -> ground.factory().call("closed", nursery -> {
                    nursery.sentinelTask().cancel("enough");
                    new CountDownLatch(1).await();
                    return null;
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @EachThreadKind
    void leaving_the_body_cancels_what_still_runs(Ground ground) throws Exception {
        int result = ground.factory().call("leaving", nursery -> {
            ground.sleeper(nursery, "child");
            return 7;
        });
        assertThat(result).isEqualTo(7);
        assertThat(ground.events()).containsExactly("child ended");
        assertThat(ground.loops().nurseries()).isEmpty();
    }

    @Nested
    class When_somebody_closes_before_the_body_begins {
        @EachThreadKind
        void the_body_is_interrupted_all_the_same(Ground ground) throws Exception {
            LoopNursery nursery = (LoopNursery) ground.open("early");
            nursery.sentinelTask().cancel("too early");
            Ground.ended(nursery.sentinelTask());
            boolean interrupted = NurseryCall.call(
                    nursery,
                    ground.engine().current(),
                    closing -> Thread.currentThread().isInterrupted());
            assertThat(interrupted).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
