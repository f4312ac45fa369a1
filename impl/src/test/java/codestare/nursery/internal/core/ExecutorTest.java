package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

class ExecutorTest {
    private final CountDownLatch forever = new CountDownLatch(1);

    @Nested
    class When_a_command_is_submitted {
        @EachThreadKind
        void it_runs_as_a_child_and_its_future_has_the_result(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Future<String> future = nursery.executor().submit(() -> {
                release.await();
                return ground.loops().currentTask().orElseThrow().name();
            });
            assertThat(nursery.tasks()).extracting(Task::name).containsExactly("task:N");
            release.countDown();
            assertThat(within(future)).isEqualTo("task:N");
            assertThat(nursery.executor().submit(() -> {}, 5).get()).isEqualTo(5);
            assertThat(nursery.executor().submit(() -> {}).get()).isNull();
            nursery.join();
            nursery.close();
        }

        @EachThreadKind
        void its_failure_belongs_to_the_future_and_the_nursery_goes_on(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            nursery.loop().setExceptionHandler((loop, context) -> ground.note(context.message()));
            IOException failure = new IOException("disk");
            Future<?> future = nursery.executor().submit((Callable<Void>) () -> {
                throw failure;
            });
            assertThatThrownBy(() -> within(future))
                    .isExactlyInstanceOf(ExecutionException.class)
                    .hasCause(failure);
            Error error = new AssertionError("broken");
            Future<?> worse = nursery.executor().submit((Callable<Void>) () -> {
                throw error;
            });
            assertThatThrownBy(() -> within(worse)).hasCause(error);
            nursery.join();
            nursery.close();
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void cancelling_the_future_interrupts_it_and_nothing_else(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<Void> sibling = ground.sleeper(nursery, "sibling");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            Future<?> future = nursery.executor().submit(() -> {
                begun.countDown();
                try {
                    forever.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return null;
            });
            Ground.await(begun);
            assertThat(future.cancel(true)).isTrue();
            Ground.await(interrupted);
            assertThat(future.isCancelled()).isTrue();
            assertThat(future.cancel(true)).isFalse();
            assertThat(sibling.status()).isEqualTo(Task.Status.RUNNING);
            nursery.close();
        }

        @EachThreadKind
        void cancelling_the_future_softly_leaves_it_running(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Future<?> future = nursery.executor().submit(() -> {
                begun.countDown();
                release.await();
                ground.note("undisturbed");
                return null;
            });
            Ground.await(begun);
            assertThat(future.cancel(false)).isTrue();
            assertThatThrownBy(future::get).isExactlyInstanceOf(CancellationException.class);
            assertThat(nursery.tasks()).hasSize(1);
            release.countDown();
            nursery.join();
            assertThat(ground.events()).containsExactly("undisturbed");
            nursery.close();
        }

        @EachThreadKind
        void cancelling_the_future_runs_what_unblocks_its_task(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch unblocked = new CountDownLatch(1);
            Future<?> future = nursery.executor().submit(() -> {
                ground.loops().currentTask().orElseThrow().onCancel(unblocked::countDown);
                begun.countDown();
                Ground.awaitStubbornly(unblocked);
            });
            Ground.await(begun);
            future.cancel(true);
            nursery.join();
            assertThat(unblocked.getCount()).isZero();
            nursery.close();
        }
    }

    @Nested
    class When_a_command_is_executed {
        @EachThreadKind
        void its_failure_is_that_of_a_child(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch told = new CountDownLatch(1);
            nursery.loop().setExceptionHandler((loop, context) -> {
                ground.note(context.message() + ": " + context.exception().getMessage());
                told.countDown();
            });
            nursery.executor().execute(() -> {
                throw new IllegalStateException("broken");
            });
            Ground.await(told);
            assertThat(ground.events()).containsExactly("task [task:N] failed: broken");
            assertThatThrownBy(nursery::close)
                    .hasMessage("nursery [N] failed with java.lang.IllegalStateException")
                    .hasCauseExactlyInstanceOf(IllegalStateException.class);
        }

        @EachThreadKind
        void by_a_CompletableFuture_its_failure_belongs_to_that(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CompletableFuture<Integer> step =
                    CompletableFuture.supplyAsync(() -> 1 / (nursery.name().length() - 1), nursery.executor());
            assertThatThrownBy(() -> within(step)).hasCauseExactlyInstanceOf(ArithmeticException.class);
            CompletableFuture<String> late = CompletableFuture.supplyAsync(
                    nursery::name, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, nursery.executor()));
            assertThat(within(late)).isEqualTo("N");
            nursery.join();
            nursery.close();
        }

        @EachThreadKind
        void null_is_refused(Ground ground) {
            TaskNursery nursery = ground.open("N");
            assertThatThrownBy(() -> nursery.executor().execute(null))
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage("command");
            nursery.close();
        }
    }

    @Nested
    class When_it_is_shut_down {
        @EachThreadKind
        void it_refuses_and_what_runs_goes_on(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ExecutorService executor = nursery.executor();
            CountDownLatch release = new CountDownLatch(1);
            Future<String> running = executor.submit(() -> {
                release.await();
                return "done";
            });
            assertThat(executor.isShutdown()).isFalse();
            assertThat(executor).hasToString("ExecutorService[N, running]");
            executor.shutdown();
            assertThat(executor.isShutdown()).isTrue();
            assertThat(executor.isTerminated()).isFalse();
            assertThat(executor).hasToString("ExecutorService[N, shut down]");
            assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThatThrownBy(() -> executor.submit(() -> "late"))
                    .isExactlyInstanceOf(RejectedExecutionException.class)
                    .hasMessage("executor of nursery [N] is shut down; get a new one from the nursery");
            release.countDown();
            assertThat(within(running)).isEqualTo("done");
            assertThat(executor.awaitTermination(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(executor.isTerminated()).isTrue();
            assertThat(executor).hasToString("ExecutorService[N, terminated]");
            nursery.close();
        }

        @EachThreadKind
        void at_once_its_own_commands_end_and_no_others(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ExecutorService executor = nursery.executor();
            ExecutorService other = nursery.executor();
            Task<Void> sibling = ground.sleeper(nursery, "sibling");
            Future<?> mine = sleeping(executor);
            Future<?> others = sleeping(other);
            assertThat(executor.shutdownNow()).isEmpty();
            assertThat(executor.awaitTermination(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThatThrownBy(mine::get).isExactlyInstanceOf(CancellationException.class);
            assertThat(others.isDone()).isFalse();
            assertThat(sibling.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(other.submit(() -> 5).get()).isEqualTo(5);
            nursery.close();
        }

        @EachThreadKind
        void at_once_what_never_began_comes_back_and_nobody_waits_for_it(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                ExecutorService executor = nursery.executor();
                Runnable plain = () -> ground.note("ran");
                executor.execute(plain);
                Future<?> waiting = executor.submit(plain);
                FutureTask<String> own = new FutureTask<>(plain, "own");
                executor.execute(own);
                List<Runnable> unbegun = executor.shutdownNow();
                assertThat(unbegun).containsExactlyInAnyOrder(plain, (Runnable) waiting, own);
                assertThatThrownBy(() -> within(waiting)).isExactlyInstanceOf(CancellationException.class);
                assertThatThrownBy(() -> within(own)).isExactlyInstanceOf(CancellationException.class);
                assertThat(ground.events()).isEmpty();
                assertThat(executor.awaitTermination(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                nursery.close();
            }
        }

        @EachThreadKind
        void while_many_submit_each_command_runs_or_is_refused(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ExecutorService executor = nursery.executor();
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger accepted = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(3);
            // who submits must not get ahead for ever: a virtual thread gives its processor away only where it waits
            Semaphore ahead = new Semaphore(100);
            List<Task<Void>> submitters = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                submitters.add(nursery.createTask("submitter", () -> {
                    together.await();
                    try {
                        while (true) {
                            ahead.acquire();
                            executor.execute(() -> {
                                ran.incrementAndGet();
                                ahead.release();
                            });
                            accepted.incrementAndGet();
                        }
                    } catch (RejectedExecutionException e) {
                        ground.note("refused");
                    }
                }));
            }
            together.await();
            while (ran.get() < 1_000) {
                Thread.onSpinWait();
            }
            executor.shutdown();
            assertThat(executor.awaitTermination(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            for (Task<Void> submitter : submitters) {
                submitter.get();
            }
            assertThat(ran).hasValue(accepted.get());
            assertThat(ground.events()).containsExactly("refused", "refused");
            nursery.close();
        }
    }

    @Nested
    class When_the_nursery_closes {
        @EachThreadKind
        void the_futures_are_cancelled_and_the_executor_is_terminated(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ExecutorService executor = nursery.executor();
            Future<?> running = sleeping(executor);
            nursery.close();
            assertThatThrownBy(() -> within(running)).isExactlyInstanceOf(CancellationException.class);
            assertThat(executor.isShutdown()).isTrue();
            assertThat(executor.isTerminated()).isTrue();
            assertThat(executor.awaitTermination(0, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> executor.execute(() -> {}))
                    .isExactlyInstanceOf(RejectedExecutionException.class)
                    .hasMessage("nursery [N] is closed; open a new one")
                    .hasCauseExactlyInstanceOf(NurseryClosedException.class);
        }

        @EachThreadKind
        void who_waits_for_the_termination_is_woken(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ExecutorService executor = nursery.executor();
            TaskNursery other = ground.open("other");
            Task<Boolean> waiter = other.createTask(
                    "waiter", () -> executor.awaitTermination(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS));
            Ground.awaitWaiting(waiter);
            nursery.close();
            assertThat(waiter.get()).isTrue();
            other.close();
        }

        @EachThreadKind
        void who_waits_for_one_of_many_that_never_began_is_told(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                ExecutorService executor = nursery.executor();
                Future<?> any = CompletableFuture.runAsync(() -> {
                    assertThatThrownBy(() -> executor.invokeAny(List.of(() -> 1, () -> 2)))
                            .isExactlyInstanceOf(ExecutionException.class)
                            .hasCauseExactlyInstanceOf(CancellationException.class);
                });
                while (nursery.tasks().size() < 2) {
                    Thread.onSpinWait();
                }
                nursery.close();
                within(any);
            }
        }
    }

    /** Submits a command that sleeps until it is cancelled, and returns when it has begun. */
    private Future<?> sleeping(ExecutorService executor) {
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> future = executor.submit(() -> {
            begun.countDown();
            forever.await();
            return null;
        });
        Ground.await(begun);
        return future;
    }

    private static <T> T within(Future<T> future) throws Exception {
        return future.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
    }
}
