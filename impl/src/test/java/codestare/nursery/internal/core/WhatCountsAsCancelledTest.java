package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExcInfo;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Nested;

class WhatCountsAsCancelledTest {
    /** What blocking calls throw when they are told to stop. */
    private static List<Exception> interruptions() {
        return List.of(
                new InterruptedException("wait"),
                new CancellationException("future"),
                new InterruptedIOException("pipe"),
                new SocketTimeoutException("read"),
                new ClosedChannelException(),
                new ClosedByInterruptException(),
                new AsynchronousCloseException(),
                new SocketException("Socket closed"));
    }

    private static List<Throwable> ioExceptions() {
        return List.of(new IOException("stream closed"), new EOFException("end"));
    }

    /** What is the task's own fault whenever it is thrown. */
    private static List<Throwable> others() {
        return List.of(
                new IllegalStateException("state"),
                new UncheckedIOException(new ClosedChannelException()),
                new ExecutionException(new InterruptedException()),
                new RuntimeException(new InterruptedException()),
                new AssertionError("assertion"));
    }

    private final CountDownLatch begun = new CountDownLatch(1);

    private static TaskNursery open(Ground ground) {
        TaskNursery nursery = ground.open("N");
        nursery.loop().setExceptionHandler((loop, context) -> ground.note("told of " + context.exception()));
        return nursery;
    }

    /** Runs a body that waits until it is interrupted and then ends with this. */
    private static Task<Void> waiting(TaskNursery nursery, Throwable thrown) {
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> task = nursery.createTask("body", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                raise(thrown);
            }
        });
        Ground.await(begun);
        return task;
    }

    private static void raise(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private static void assertFailed(Task<?> task, TaskNursery nursery, Throwable thrown) {
        assertThat(task.status()).as("%s", thrown).isEqualTo(Task.Status.FAILED);
        assertThat(task.exceptionNow()).isSameAs(thrown);
        assertThatThrownBy(nursery::close).satisfies(e -> assertThat(thrown).isIn(e, e.getCause()));
    }

    @Nested
    class After_a_cancellation {
        @EachThreadKind
        void what_blocking_calls_throw_is_one(Ground ground) {
            for (Exception thrown : interruptions()) {
                TaskNursery nursery = open(ground);
                Task<Void> task = waiting(nursery, thrown);
                task.cancel("stop");
                Ground.ended(task);
                assertThat(task.status()).as("%s", thrown).isEqualTo(Task.Status.CANCELLED);
                assertThat(task.excInfo()).isEqualTo(ExcInfo.of(thrown));
                assertThatThrownBy(task::get)
                        .isExactlyInstanceOf(CancellationException.class)
                        .hasMessage("task [body:N] is cancelled: stop")
                        .hasCause(thrown);
                nursery.close();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void by_the_close_of_the_nursery_it_is_the_same(Ground ground) {
            for (Exception thrown : interruptions()) {
                TaskNursery nursery = open(ground);
                Task<Void> task = waiting(nursery, thrown);
                nursery.close();
                assertThat(task.status()).as("%s", thrown).isEqualTo(Task.Status.CANCELLED);
                assertThatThrownBy(task::get).hasMessage("task [body:N] is cancelled: nursery [N] closes");
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void any_other_exception_is_a_failure(Ground ground) {
            for (List<Throwable> all : List.of(others(), ioExceptions())) {
                for (Throwable thrown : all) {
                    TaskNursery nursery = open(ground);
                    Task<Void> task = waiting(nursery, thrown);
                    task.cancel("stop");
                    assertFailed(Ground.ended(task), nursery, thrown);
                }
            }
            assertThat(ground.events())
                    .hasSize(others().size() + ioExceptions().size())
                    .startsWith("told of java.lang.IllegalStateException: state");
        }

        @EachThreadKind
        void a_body_that_returns_all_the_same_has_succeeded(Ground ground) throws Exception {
            TaskNursery nursery = open(ground);
            Task<Integer> task = nursery.createTask("swallowing", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException swallowed) {
                    // that is the point
                }
                return 7;
            });
            Ground.await(begun);
            task.cancel("stop");
            assertThat(task.get()).isEqualTo(7);
            assertThat(task.status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(task.excInfo()).isEqualTo(ExcInfo.NONE);
            nursery.close();
            assertThat(ground.events()).isEmpty();
        }
    }

    @Nested
    class After_an_unblocking_action_ran {
        /** Runs a body that takes no notice of interrupts, ends when it is unblocked, and then throws this. */
        private Task<Void> unblocked(TaskNursery nursery, Throwable thrown) {
            CountDownLatch closed = new CountDownLatch(1);
            Task<Void> task = waitingFor(nursery, closed, thrown).onCancel(closed::countDown);
            task.cancel("stop");
            return Ground.ended(task);
        }

        private Task<Void> waitingFor(TaskNursery nursery, CountDownLatch closed, Throwable thrown) {
            CountDownLatch reading = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("reader", () -> {
                reading.countDown();
                Ground.awaitStubbornly(closed);
                raise(thrown);
            });
            Ground.await(reading);
            return task;
        }

        @EachThreadKind
        void any_io_exception_is_a_cancellation(Ground ground) {
            for (Throwable thrown : ioExceptions()) {
                TaskNursery nursery = open(ground);
                Task<Void> task = unblocked(nursery, thrown);
                assertThat(task.status()).as("%s", thrown).isEqualTo(Task.Status.CANCELLED);
                assertThat(task.excInfo().exc()).isSameAs(thrown);
                nursery.close();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void any_other_exception_is_still_a_failure(Ground ground) {
            for (Throwable thrown : others()) {
                TaskNursery nursery = open(ground);
                assertFailed(unblocked(nursery, thrown), nursery, thrown);
            }
            assertThat(ground.events()).hasSize(others().size());
        }
    }

    @Nested
    class Without_a_cancellation {
        @EachThreadKind
        void every_exception_is_a_failure(Ground ground) {
            for (List<? extends Throwable> all : List.of(interruptions(), ioExceptions(), others())) {
                for (Throwable thrown : all) {
                    TaskNursery nursery = open(ground);
                    Task<Void> task = Ground.ended(nursery.createTask("body", () -> raise(thrown)));
                    assertFailed(task, nursery, thrown);
                }
            }
            assertThat(ground.events())
                    .hasSize(interruptions().size() + ioExceptions().size() + others().size())
                    .startsWith("told of java.lang.InterruptedException: wait");
        }

        @EachThreadKind
        void a_foreign_interrupt_is_none(Ground ground) {
            TaskNursery nursery = open(ground);
            InterruptedException thrown = new InterruptedException("foreign");
            CountDownLatch known = new CountDownLatch(1);
            Thread[] runner = new Thread[1];
            Task<Void> task = nursery.createTask("body", () -> {
                runner[0] = Thread.currentThread();
                known.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw thrown;
                }
            });
            Ground.await(known);
            runner[0].interrupt();
            assertFailed(Ground.ended(task), nursery, thrown);
        }

        @EachThreadKind
        void one_that_may_not_interrupt_is_none(Ground ground) {
            TaskNursery nursery = open(ground);
            InterruptedException thrown = new InterruptedException("own");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("body", () -> {
                begun.countDown();
                release.await();
                throw thrown;
            });
            Ground.await(begun);
            task.cancel(false);
            release.countDown();
            assertFailed(Ground.ended(task), nursery, thrown);
        }
    }
}
