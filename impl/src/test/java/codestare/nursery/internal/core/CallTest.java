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
    class When_another_thread_closes {
        private void closeFromAnotherThread(TaskNursery nursery) throws InterruptedException {
            new Thread(nursery::close, "closer").start();
            new CountDownLatch(1).await();
        }

        @EachThreadKind
        void the_body_is_interrupted(Ground ground) {
            assertThatThrownBy(() -> ground.factory().call("busy", nursery -> {
                        ground.sleeper(nursery, "sleeper");
                        closeFromAnotherThread(nursery);
                        return null;
                    }))
                    .isInstanceOf(InterruptedException.class);
        }

        @EachThreadKind
        void the_body_is_interrupted_though_there_is_nothing_to_end(Ground ground) {
            assertThatThrownBy(() -> ground.factory().call("idle", nursery -> {
                        closeFromAnotherThread(nursery);
                        return null;
                    }))
                    .isInstanceOf(InterruptedException.class);
        }
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

    @Nested
    class When_a_child_has_failed {
        private final IOException failure = new IOException("child");

        /** Lets a child fail, and returns when the failure has been told to everybody, the guard of the body included. */
        private void failIn(Ground ground, TaskNursery nursery) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            CountDownLatch ended = new CountDownLatch(1);
            nursery.createTask("failing", () -> {
                        throw failure;
                    })
                    .onDone(done -> ended.countDown());
            Ground.awaitStubbornly(ended);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }

        @EachThreadKind
        void a_body_that_catches_it_from_join_goes_on_without_an_interrupt(Ground ground) throws Exception {
            String result = ground.factory().call("caught", nursery -> {
                failIn(ground, nursery);
                assertThatThrownBy(nursery::join).hasCause(failure);
                new CountDownLatch(0).await();
                return "went on";
            });
            assertThat(result).isEqualTo("went on");
        }

        @EachThreadKind
        void an_interrupt_by_others_after_that_is_left_alone(Ground ground) throws Exception {
            ground.factory().call("caught", nursery -> {
                failIn(ground, nursery);
                assertThatThrownBy(nursery::join).hasCause(failure);
                Thread.currentThread().interrupt();
                return null;
            });
            assertThat(Thread.interrupted()).isTrue();
        }

        @EachThreadKind
        void the_exception_of_an_interrupted_body_comes_out_if_somebody_else_was_told(Ground ground) {
            assertThatThrownBy(() -> ground.factory().call("told", nursery -> {
                        failIn(ground, nursery);
                        CountDownLatch told = new CountDownLatch(1);
                        new Thread(() -> {
                                    assertThatThrownBy(nursery::join).hasCause(failure);
                                    told.countDown();
                                })
                                .start();
                        Ground.awaitStubbornly(told);
                        new CountDownLatch(1).await();
                        return "not reached";
                    }))
                    .isExactlyInstanceOf(InterruptedException.class);
        }

        @EachThreadKind
        void the_result_of_an_interrupted_body_is_null_if_a_callback_suppressed_the_failure(Ground ground)
                throws Exception {
            String result = ground.factory().call("suppressed", nursery -> {
                nursery.push(info -> info.exc() == failure);
                failIn(ground, nursery);
                new CountDownLatch(1).await();
                return "not reached";
            });
            assertThat(result).isNull();
        }
    }
}
