package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.junit.jupiter.api.Nested;

class CloseOutcomeTest {
    // each test has an instance of its own, so that suppressed exceptions do not add up
    private final IOException first = new IOException("first");

    @EachThreadKind
    void all_callbacks_run_whatever_they_throw_and_the_last_error_has_the_older_suppressed(Ground ground) {
        TaskNursery nursery = ground.open("throwing");
        IllegalStateException newer = new IllegalStateException("newer");
        IllegalArgumentException older = new IllegalArgumentException("older");
        nursery.callback(() -> ground.note("oldest runs"));
        nursery.callback(() -> {
            throw newer;
        });
        nursery.callback(() -> {
            throw older;
        });
        assertThatThrownBy(nursery::close)
                .isInstanceOf(NurseryException.class)
                .hasMessage("nursery [throwing] failed with java.lang.IllegalStateException")
                .hasCause(newer);
        assertThat(newer.getSuppressed()).containsExactly(older);
        assertThat(ground.events()).containsExactly("oldest runs");
        nursery.close();
    }

    @EachThreadKind
    void an_exit_callback_that_returns_true_suppresses_the_error(Ground ground) {
        TaskNursery nursery = ground.open("suppressing");
        nursery.push(info -> {
            ground.note("outer sees " + info.exc());
            return false;
        });
        nursery.push(info -> {
            ground.note("inner sees " + info.exc());
            return true;
        });
        nursery.callback(() -> {
            throw first;
        });
        nursery.close();
        assertThat(ground.events()).containsExactly("inner sees java.io.IOException: first", "outer sees null");
    }

    @EachThreadKind
    void what_join_has_thrown_close_does_not_throw_again_but_callbacks_see_it(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(null);
        TaskNursery nursery = ground.open("joined");
        nursery.push(info -> {
            ground.note("saw " + info.exc());
            return false;
        });
        nursery.createTask("failing", () -> {
            throw first;
        });
        assertThatThrownBy(nursery::join).isInstanceOf(NurseryException.class).hasCause(first);
        nursery.close();
        assertThat(ground.events()).containsExactly("saw java.io.IOException: first");
    }

    @EachThreadKind
    void a_close_by_the_sentinel_keeps_its_outcome_for_the_first_later_close(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("kept");
        nursery.callback(() -> {
            throw first;
        });
        assertThat(nursery.sentinelTask().cancel("enough")).isTrue();
        nursery.sentinelTask().get();
        assertThat(nursery.isClosed()).isTrue();
        assertThat(nursery.sentinelTask().status()).isEqualTo(Task.Status.SUCCEEDED);
        assertThatThrownBy(nursery::close).isInstanceOf(NurseryException.class).hasCause(first);
        nursery.close();
        nursery.close();
    }

    @EachThreadKind
    void two_failures_are_both_told_and_try_with_resources_works(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(ExceptionHandler.closeNursery());
        IOException second = new IOException("second");
        CountDownLatch begun = new CountDownLatch(1);
        assertThatThrownBy(() -> {
                    try (TaskNursery nursery = ground.open("both")) {
                        nursery.createTask("second", () -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException cancelled) {
                                throw second;
                            }
                        });
                        Ground.await(begun);
                        nursery.createTask("first", () -> {
                            throw first;
                        });
                        nursery.sentinelTask().get();
                    }
                })
                .isInstanceOf(NurseryException.class)
                .hasCause(first)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(second));
    }

    @EachThreadKind
    void an_error_is_thrown_as_it_is_and_is_a_cause_the_second_time(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(null);
        AssertionError error = new AssertionError("broken");
        TaskNursery nursery = ground.open("error");
        nursery.createTask("failing", () -> {
            throw error;
        });
        assertThatThrownBy(nursery::join).isSameAs(error);
        assertThatThrownBy(nursery::join).isInstanceOf(NurseryException.class).hasCause(error);
        nursery.close();
    }

    @EachThreadKind
    void an_interrupt_of_the_closer_does_not_cut_the_close_short(Ground ground) {
        TaskNursery nursery = ground.open("interrupted");
        Task<Void> sleeper = ground.sleeper(nursery, "sleeper");
        Thread.currentThread().interrupt();
        nursery.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sleeper.status()).isEqualTo(Task.Status.CANCELLED);
    }

    @EachThreadKind
    void what_the_join_of_a_child_has_thrown_the_close_of_its_parent_does_not_throw_again(Ground ground) {
        TaskNursery parent = ground.open("parent");
        parent.loop().setExceptionHandler(null);
        TaskNursery child = parent.open("child");
        Ground.ended(child.createTask(() -> {
            throw new IOException("known");
        }));
        assertThatThrownBy(child::join).hasRootCauseMessage("known");
        parent.close();
        assertThat(child.isClosed()).isTrue();
    }

    @EachThreadKind
    void an_exit_callback_suppresses_the_error_wherever_it_runs(Ground ground) {
        TaskNursery nursery = ground.open("suppressed");
        nursery.loop().setExceptionHandler(ExceptionHandler.closeNursery());
        nursery.push(info -> true);
        nursery.createTask(() -> {
            throw new IOException("suppressed");
        });
        Ground.ended(nursery.sentinelTask());
        nursery.close();
        assertThat(nursery.isClosed()).isTrue();
    }

    @EachThreadKind
    void who_comes_second_waits_for_the_first(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("two");
        CountDownLatch release = new CountDownLatch(1);
        ground.stubborn(nursery, "stubborn", release);
        Thread first = new Thread(nursery::close, "first");
        first.start();
        ground.awaitTrue(() -> ground.clock().waiting() == 1);
        Thread second = new Thread(
                () -> {
                    nursery.close();
                    ground.note("closed " + nursery.isClosed());
                },
                "second");
        second.start();
        ground.awaitTrue(() -> ground.clock().waiting() == 2 || !second.isAlive());
        release.countDown();
        first.join();
        second.join();
        assertThat(ground.events()).containsExactly("stubborn ended", "closed true");
    }

    @EachThreadKind
    void many_closers_close_once(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("many");
        nursery.callback(() -> ground.note("closed"));
        ground.sleeper(nursery, "sleeper");
        ExecutorService closers = Executors.newFixedThreadPool(8);
        List<Future<?>> closes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            closes.add(closers.submit(nursery::close));
        }
        for (Future<?> close : closes) {
            close.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
        }
        closers.shutdown();
        assertThat(ground.events()).containsExactly("sleeper ended", "closed");
    }

    @EachThreadKind
    void a_closed_nursery_keeps_nothing(Ground ground) throws Exception {
        try (TaskNursery nursery = ground.open("emptied")) {
            for (int i = 0; i < 20_000; i++) {
                nursery.createTask(() -> 1);
            }
            nursery.join();
            assertThat(nursery.tasks()).isEmpty();
        }
        assertThat(ground.loops().nurseries()).isEmpty();
        ground.open("emptied").close();
    }

    @Nested
    class When_a_task_fails_with_an_error {
        private final AssertionError error = new AssertionError("broken");

        @EachThreadKind
        void the_loop_throws_it_as_it_is_and_the_nursery_as_a_cause(Ground ground) {
            assertThatThrownBy(() -> {
                        try (TaskNursery nursery = ground.open("inside")) {
                            nursery.createTask("failing", () -> {
                                throw error;
                            });
                            nursery.loop().runForever();
                        }
                    })
                    .isSameAs(error)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .singleElement()
                            .satisfies(ofNursery -> assertThat(ofNursery)
                                    .isExactlyInstanceOf(NurseryException.class)
                                    .hasCause(error)));
        }

        @EachThreadKind
        void each_of_two_errors_is_thrown_as_it_is_once(Ground ground) {
            ThrownErrors thrown = ground.engine().thrownErrors();
            AssertionError other = new AssertionError("broken");
            assertThat(List.of(thrown.isFirst(error), thrown.isFirst(other))).containsExactly(true, true);
            assertThat(List.of(thrown.isFirst(error), thrown.isFirst(other))).containsExactly(false, false);
        }
    }

    @Nested
    class When_the_closer_is_interrupted {
        /** Notes whether a blocking call goes through. */
        private AutoCloseable blocking(Ground ground, String name) {
            return () -> {
                new CountDownLatch(0).await();
                ground.note(name + " ran");
            };
        }

        @EachThreadKind
        void the_exit_callbacks_run_without_the_interrupt_and_the_flag_is_set_again(Ground ground) {
            TaskNursery nursery = ground.open("interrupted");
            nursery.sentinelTask()
                    .onDone(done -> ground.note(
                            "interrupted at the end: " + Thread.currentThread().isInterrupted()));
            nursery.callback(blocking(ground, "oldest"));
            nursery.callback(blocking(ground, "older"));
            ground.sleeper(nursery, "sleeper");
            nursery.callback(blocking(ground, "newest"));
            Thread.currentThread().interrupt();
            nursery.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ground.events())
                    .containsExactly(
                            "newest ran", "sleeper ended", "older ran", "oldest ran", "interrupted at the end: false");
        }

        @EachThreadKind
        void one_that_comes_while_a_task_is_awaited_does_not_reach_the_next_callback(Ground ground) {
            TaskNursery nursery = ground.open("interrupted");
            Thread closer = Thread.currentThread();
            nursery.callback(blocking(ground, "callback"));
            CountDownLatch begun = new CountDownLatch(1);
            nursery.createTask("interrupter", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    closer.interrupt();
                }
            });
            Ground.await(begun);
            nursery.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ground.events()).containsExactly("callback ran");
        }

        @EachThreadKind
        void neither_do_the_callbacks_of_a_child_nursery_get_it(Ground ground) {
            TaskNursery parent = ground.open("parent");
            parent.callback(blocking(ground, "of the parent"));
            TaskNursery child = parent.open("child");
            child.callback(blocking(ground, "of the child"));
            Thread.currentThread().interrupt();
            parent.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ground.events()).containsExactly("of the child ran", "of the parent ran");
        }
    }
}
