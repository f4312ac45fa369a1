package codestare.nursery.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.Nurseries;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

class NurseryPromisesTest {
    private static final long GENEROUS_SECONDS = 30;

    private final TaskLoop loop = Nurseries.loops().loop("NurseryPromisesTest");
    private final TaskNursery nursery = opened();
    private final PromiseFactory factory = NurseryPromises.factory(nursery);

    private TaskNursery opened() {
        loop.setExceptionHandler(ExceptionHandler.logOnly());
        return Nurseries.factory().open("N", loop);
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        loop.runForever();
    }

    @Nested
    class A_promise_of_a_task {
        @Test
        void has_its_result() throws Exception {
            Promise<Integer> five = NurseryPromises.promise(nursery.createTask("five", () -> 5), factory);
            assertThat(five.getValue()).isEqualTo(5);
            assertThat(five.map(value -> value + 1).getValue()).isEqualTo(6);
        }

        @Test
        void fails_with_the_exception_of_the_task_itself() throws Exception {
            IOException failure = new IOException("disk");
            Promise<Integer> bad = NurseryPromises.promise(
                    nursery.<Integer>createTask("bad", () -> {
                        throw failure;
                    }),
                    factory);
            assertThat(bad.getFailure()).isSameAs(failure);
            assertThat(bad.recover(broken -> 7).getValue()).isEqualTo(7);
        }

        @Test
        void fails_when_the_task_is_cancelled() throws Exception {
            Task<Void> task = nursery.createTask("sleeper", () -> new CountDownLatch(1).await());
            Promise<Void> promise = NurseryPromises.promise(task, factory);
            assertThat(promise.isDone()).isFalse();
            task.cancel("enough");
            assertThat(promise.getFailure())
                    .isExactlyInstanceOf(CancellationException.class)
                    .hasMessage("task [sleeper:N] is cancelled: enough");
        }

        @Test
        void calls_back_in_a_task_of_the_nursery_also_if_it_was_resolved_before() throws Exception {
            CompletableFuture<String> where = new CompletableFuture<>();
            Task<Integer> five = nursery.createTask("five", () -> 5);
            nursery.join();
            NurseryPromises.promise(five, factory)
                    .onResolve(() -> where.complete(
                            Nurseries.loops().currentTask().map(Task::name).orElse("none")));
            assertThat(where.get(GENEROUS_SECONDS, TimeUnit.SECONDS)).isEqualTo("task:N");
        }

        @Test
        void calls_back_where_it_is_resolved_once_the_nursery_has_closed() throws Exception {
            Deferred<String> deferred = factory.deferred();
            CompletableFuture<Thread> where = new CompletableFuture<>();
            deferred.getPromise().onResolve(() -> where.complete(Thread.currentThread()));
            nursery.close();
            deferred.resolve("late");
            assertThat(where.get(GENEROUS_SECONDS, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
        }
    }

    @Nested
    class A_task_of_a_promise {
        private final Deferred<String> deferred = new PromiseFactory(null).deferred();
        private final Task<String> task = NurseryPromises.adopt(nursery, "answer", deferred.getPromise());

        @Test
        void is_a_child_until_the_promise_is_resolved() throws Exception {
            assertThat(nursery.tasks()).isEqualTo(List.of(task));
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            deferred.resolve("42");
            nursery.join();
            assertThat(task.resultNow()).isEqualTo("42");
        }

        @Test
        void fails_with_the_failure_of_the_promise() {
            IOException failure = new IOException("net");
            deferred.fail(failure);
            assertThatThrownBy(nursery::join).hasCause(failure);
            // on another thread, where join may be told a moment before the task has ended
            assertThatThrownBy(() -> task.get(GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .isExactlyInstanceOf(ExecutionException.class)
                    .hasCause(failure);
            assertThat(task.exceptionNow()).isSameAs(failure);
        }

        @Test
        void ends_with_the_nursery_and_leaves_the_promise_alone() throws Exception {
            nursery.close();
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            assertThat(deferred.getPromise().isDone()).isFalse();
            deferred.resolve("late");
            assertThat(deferred.getPromise().getValue()).isEqualTo("late");
        }

        @Test
        void is_refused_by_a_closed_nursery() {
            nursery.close();
            assertThatThrownBy(() -> NurseryPromises.adopt(nursery, "late", deferred.getPromise()))
                    .isExactlyInstanceOf(NurseryClosedException.class)
                    .hasMessage("nursery [N] is closed; open a new one");
        }
    }
}
