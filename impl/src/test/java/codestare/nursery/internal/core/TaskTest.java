package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.io.IOException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.junit.jupiter.api.Nested;

class TaskTest {
    @EachThreadKind
    void it_bears_its_name_and_gives_its_result(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("N");
        Task<Integer> five = nursery.createTask("five", () -> 5);
        assertThat(five.name()).isEqualTo("five:N");
        assertThat(five.get()).isEqualTo(5);
        assertThat(five.resultNow()).isEqualTo(5);
        assertThat(nursery.tasks()).isEmpty();
        assertThat(five.excInfo()).isEqualTo(ExcInfo.NONE);
        nursery.close();
    }

    @EachThreadKind
    void its_thread_bears_its_name_is_a_daemon_and_sees_the_loader_of_the_consumer(Ground ground) throws Exception {
        try (TaskNursery nursery = ground.open("N")) {
            String seen = nursery.createTask("who", () -> {
                        Thread thread = Thread.currentThread();
                        return thread.getName() + " " + thread.isDaemon() + " "
                                + (thread.getContextClassLoader() == Ground.class.getClassLoader());
                    })
                    .get();
            assertThat(seen).isEqualTo("who:N true true");
        }
    }

    @EachThreadKind
    void what_it_leaves_on_its_thread_does_not_reach_the_next_one(Ground ground) throws Exception {
        try (TaskNursery nursery = ground.open("N")) {
            for (int i = 0; i < 500; i++) {
                nursery.createTask("dirty", () -> {
                    Thread.currentThread().setContextClassLoader(null);
                    Thread.currentThread().setName("dirty");
                    Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
                    Thread.currentThread().interrupt();
                });
                Task<String> clean = nursery.createTask("clean", () -> {
                    Thread thread = Thread.currentThread();
                    return thread.getName() + " " + thread.getPriority() + " " + thread.isInterrupted() + " "
                            + (thread.getContextClassLoader() == Ground.class.getClassLoader());
                });
                assertThat(clean.get()).isEqualTo("clean:N 5 false true");
            }
        }
    }

    @EachThreadKind
    void a_cancel_never_interrupts_a_neighbour_on_the_same_thread(Ground ground) throws Exception {
        try (TaskNursery nursery = ground.open("N")) {
            List<Task<Boolean>> neighbours = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                Task<Void> victim = nursery.createTask("victim", Thread::yield);
                neighbours.add(nursery.createTask("neighbour", Thread::interrupted));
                victim.cancel("race");
            }
            for (Task<Boolean> neighbour : neighbours) {
                assertThat(neighbour.get()).isFalse();
            }
        }
    }

    @Nested
    class When_it_is_cancelled {
        @EachThreadKind
        void before_it_began_it_never_runs(Ground ground) {
            TaskNursery nursery = ground.open("N");
            LoopNursery own = (LoopNursery) nursery;
            Task<Void> task = own.stack()
                    .addTask(
                            own,
                            group -> new codestare.nursery.internal.task.BodyTask<>("late:N", group, () -> {
                                ground.note("ran");
                                return null;
                            }));
            assertThat(task.cancel(false)).isTrue();
            ((codestare.nursery.internal.task.GroupTask<?>) task).start();
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            nursery.close();
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void what_blocking_calls_throw_counts_as_cancelled(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            List<Exception> interruptions = List.of(
                    new InterruptedException(),
                    new CancellationException(),
                    new java.io.InterruptedIOException(),
                    new java.nio.channels.ClosedByInterruptException(),
                    new java.net.SocketException("Socket closed"));
            for (Exception thrown : interruptions) {
                TaskNursery nursery = ground.open("N");
                Task<Void> task = endingWith(nursery, thrown);
                task.cancel("stop");
                Ground.ended(task);
                assertThat(task.status()).as("%s", thrown).isEqualTo(Task.Status.CANCELLED);
                assertThat(task.excInfo().exc()).isSameAs(thrown);
                assertThatThrownBy(task::get)
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("task [body:N] is cancelled: stop");
                nursery.close();
            }
        }

        @EachThreadKind
        void any_other_exception_is_a_failure(Ground ground) {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            Task<Void> task = endingWith(nursery, new IOException("disk"));
            task.cancel("stop");
            Ground.ended(task);
            assertThat(task.status()).isEqualTo(Task.Status.FAILED);
            assertThatThrownBy(nursery::close).hasCauseInstanceOf(IOException.class);
        }

        @EachThreadKind
        void an_io_exception_after_an_unblocking_action_is_a_cancellation(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch closed = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("reader", () -> {
                begun.countDown();
                Ground.awaitStubbornly(closed);
                Thread.interrupted();
                throw new IOException("stream closed");
            });
            task.onCancel(closed::countDown);
            Ground.await(begun);
            task.cancel(true);
            Ground.ended(task);
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            nursery.close();
        }

        @EachThreadKind
        void one_that_returns_all_the_same_has_succeeded(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
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
            assertThat(nursery.stopTask(task).status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(task.get()).isEqualTo(7);
            nursery.close();
        }

        @EachThreadKind
        void a_running_one_that_may_not_be_interrupted_goes_on(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = ground.sleeper(nursery, "sleeper");
            assertThat(task.cancel(false)).isFalse();
            assertThat(task.isDone()).isFalse();
            assertThat(task.cancel("first")).isTrue();
            task.cancel("second");
            Ground.ended(task);
            assertThatThrownBy(task::get).hasMessage("task [sleeper:N] is cancelled: first");
            nursery.close();
        }

        private Task<Void> endingWith(TaskNursery nursery, Exception thrown) {
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("body", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw thrown;
                }
            });
            Ground.await(begun);
            return task;
        }
    }

    @EachThreadKind
    void an_interruption_without_a_cancellation_is_a_failure(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(null);
        TaskNursery nursery = ground.open("N");
        Task<Void> task = Ground.ended(nursery.createTask("foreign", () -> {
            throw new InterruptedException("foreign");
        }));
        assertThat(task.status()).isEqualTo(Task.Status.FAILED);
        assertThat(task.exceptionNow()).hasMessage("foreign");
        assertThatThrownBy(nursery::close).hasCauseInstanceOf(InterruptedException.class);
    }

    @EachThreadKind
    void its_result_cannot_be_had_before_the_end(Ground ground) {
        TaskNursery nursery = ground.open("N");
        Task<Void> task = ground.sleeper(nursery, "sleeper");
        assertThatThrownBy(task::resultNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task [sleeper:N] is RUNNING; it has no result yet; wait for its end with get");
        assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("task [sleeper:N] is RUNNING after 1 milliseconds");
        nursery.close();
    }

    @EachThreadKind
    void a_stage_is_owned_as_well(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("N");
        CompletableFuture<String> done = new CompletableFuture<>();
        CompletableFuture<String> open = new CompletableFuture<>();
        Task<String> first = nursery.adopt("first", done);
        Task<String> second = nursery.adopt("second", open);
        done.complete("ok");
        assertThat(first.get()).isEqualTo("ok");
        nursery.close();
        assertThat(open).isCancelled();
        assertThat(second.status()).isEqualTo(Task.Status.CANCELLED);
        assertThatThrownBy(() -> nursery.adopt("third", new CompletableFuture<>()))
                .isInstanceOf(NurseryClosedException.class);
    }

    @EachThreadKind
    void its_stage_cannot_touch_it(Ground ground) {
        TaskNursery nursery = ground.open("N");
        Task<Void> task = ground.sleeper(nursery, "sleeper");
        task.toCompletionStage().toCompletableFuture().cancel(true);
        assertThat(task.isDone()).isFalse();
        nursery.close();
    }

    @EachThreadKind
    void fresh_threads_run_one_task_each(Ground ground) throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (TaskNursery nursery = ground.factory()
                .open(NurseryOptions.defaults().withName("fresh").withFreshThreads(true))) {
            for (int i = 0; i < 50; i++) {
                nursery.createTask(() -> {
                    threads.add(Thread.currentThread());
                });
            }
            nursery.join();
        }
        assertThat(threads).hasSize(50);
    }
}
