package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExcInfo;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.OwnedTask;
import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;

class CancelTest {
    private static final Set<Thread.State> PARKED =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

    /** A blocking call whose thread takes long to interrupt: what it is to close takes its time. */
    private static final class SlowlyInterrupted extends AbstractInterruptibleChannel {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch interrupting = new CountDownLatch(1);
        final CountDownLatch sent = new CountDownLatch(1);

        /** Lets the interrupt come to a task whose body has nothing left to do. */
        void beginAndLeave() {
            begin();
            begun.countDown();
            while (interrupting.getCount() > 0) {
                // not parked
                Thread.onSpinWait();
            }
        }

        @Override
        protected void implCloseChannel() {
            interrupting.countDown();
            Ground.awaitStubbornly(sent);
        }
    }

    @Nested
    class Before_the_task_began {
        @EachThreadKind
        void any_cancel_ends_it_at_once_and_its_body_never_runs(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                List<Predicate<Task<?>>> cancels =
                        List.of(task -> task.cancel(false), task -> task.cancel(true), task -> task.cancel("early"));
                for (Predicate<Task<?>> cancel : cancels) {
                    Task<Void> task = nursery.createTask("late", () -> ground.note("ran"));
                    assertThat(task.status()).isEqualTo(Task.Status.PENDING);
                    assertThat(cancel.test(task)).isTrue();
                    assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
                    assertThat(task.excInfo()).isEqualTo(ExcInfo.NONE);
                    assertThat(nursery.tasks()).isEmpty();
                }
                nursery.join();
                one.run();
                nursery.close();
            }
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void its_get_tells_why(Ground ground) {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                Task<Integer> silent = nursery.createTask("silent", () -> 1);
                Task<Integer> told = nursery.createTask("told", () -> 1);
                silent.cancel(false);
                told.cancel("early");
                assertThatThrownBy(silent::get)
                        .isExactlyInstanceOf(CancellationException.class)
                        .hasMessage("task [silent:N] is cancelled: cancelled")
                        .hasNoCause();
                assertThatThrownBy(told::get)
                        .isExactlyInstanceOf(CancellationException.class)
                        .hasMessage("task [told:N] is cancelled: early")
                        .hasNoCause();
            }
        }
    }

    @Nested
    class While_the_task_runs {
        @EachThreadKind
        void it_returns_at_once_and_the_task_ends_when_it_likes(Ground ground) {
            TaskNursery nursery = ground.open("N");
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task = ground.stubborn(nursery, "stubborn", release);
            assertThat(task.cancel("enough")).isTrue();
            assertThat(task.status()).isEqualTo(Task.Status.RUNNING);
            assertThat(task.isCancelled()).isFalse();
            assertThat(nursery.tasks()).isEqualTo(List.of(task));
            release.countDown();
            Ground.ended(task);
            nursery.close();
        }

        @EachThreadKind
        void one_that_may_not_interrupt_changes_nothing(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Task<Boolean> task = nursery.createTask("task", () -> {
                begun.countDown();
                Ground.awaitStubbornly(release);
                return Thread.currentThread().isInterrupted();
            });
            Ground.await(begun);
            assertThat(task.cancel(false)).isFalse();
            release.countDown();
            assertThat(task.get()).as("interrupted").isFalse();
            nursery.close();
        }

        @EachThreadKind
        void the_first_reason_stays(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> named = ground.sleeper(nursery, "named");
            Task<Void> unnamed = ground.sleeper(nursery, "unnamed");
            named.cancel(false);
            named.cancel("first");
            named.cancel("second");
            unnamed.cancel(true);
            unnamed.cancel("second");
            assertThatThrownBy(Ground.ended(named)::get).hasMessage("task [named:N] is cancelled: first");
            assertThatThrownBy(Ground.ended(unnamed)::get).hasMessage("task [unnamed:N] is cancelled: cancelled");
            nursery.close();
        }

        @EachThreadKind
        void a_second_one_does_not_interrupt_again(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch cleaning = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Task<String> task = nursery.createTask("cleaning", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                    return "not interrupted";
                } catch (InterruptedException cancelled) {
                    cleaning.countDown();
                    release.await();
                    return "cleaned up";
                }
            });
            Ground.await(begun);
            task.cancel("first");
            Ground.await(cleaning);
            assertThat(task.cancel("second")).isTrue();
            release.countDown();
            assertThat(task.get()).isEqualTo("cleaned up");
            nursery.close();
        }

        @EachThreadKind
        void a_task_may_cancel_itself(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Task<Void> task = Ground.ended(nursery.createTask("self", () -> {
                ground.loops().currentTask().orElseThrow().cancel("tired");
                new CountDownLatch(1).await();
            }));
            assertThatThrownBy(task::get).hasMessage("task [self:N] is cancelled: tired");
            nursery.close();
        }

        @EachThreadKind
        void its_end_waits_without_a_processor_for_an_interrupt_that_takes_long(Ground ground) {
            TaskNursery nursery = ground.open("N");
            SlowlyInterrupted call = new SlowlyInterrupted();
            Task<Void> task = nursery.createTask("slow", call::beginAndLeave);
            Ground.await(call.begun);
            Thread canceller = new Thread(() -> task.cancel("enough"), "canceller");
            canceller.start();
            Ground.await(call.interrupting);
            ground.awaitTrue(() -> {
                Thread runner = ((OwnedTask<?>) task).runner();
                return runner != null && PARKED.contains(runner.getState());
            });
            assertThat(task.isDone()).isFalse();
            call.sent.countDown();
            Ground.ended(task);
            nursery.close();
        }

        @EachThreadKind
        void of_many_at_once_one_is_the_first(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            for (int round = 0; round < 50; round++) {
                AtomicInteger interrupts = new AtomicInteger();
                AtomicInteger unblocks = new AtomicInteger();
                CountDownLatch begun = new CountDownLatch(1);
                CountDownLatch release = new CountDownLatch(1);
                // ends by the action only: it runs to its end, which is seen
                Task<Void> task = nursery.createTask("raced", () -> {
                    begun.countDown();
                    while (release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException cancelled) {
                            interrupts.incrementAndGet();
                        }
                    }
                    interrupts.addAndGet(Thread.interrupted() ? 1 : 0);
                    throw new CancellationException();
                });
                task.onCancel(() -> {
                    unblocks.incrementAndGet();
                    release.countDown();
                });
                Ground.await(begun);
                CountDownLatch start = new CountDownLatch(1);
                for (int i = 0; i < 4; i++) {
                    String reason = "race " + i;
                    nursery.createTask(() -> {
                        start.await();
                        task.cancel(reason);
                    });
                }
                start.countDown();
                nursery.join();
                assertThatThrownBy(task::get).hasMessageMatching("task \\[raced:N] is cancelled: race [0-3]");
                assertThat(interrupts).hasValue(1);
                assertThat(unblocks).hasValue(1);
            }
            nursery.close();
        }
    }

    @Nested
    class After_the_task_has_ended {
        @EachThreadKind
        void it_is_false_and_changes_nothing(Ground ground) throws Exception {
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            Task<Integer> succeeded = Ground.ended(nursery.createTask("five", () -> 5));
            Task<Void> failed = Ground.ended(nursery.createTask("bad", () -> {
                throw new IOException("disk");
            }));
            Task<Void> cancelled = ground.sleeper(nursery, "sleeper");
            cancelled.cancel("enough");
            Ground.ended(cancelled);
            for (Task<?> task : List.of(succeeded, failed, cancelled)) {
                Task.Status before = task.status();
                assertThat(task.cancel(false)).isFalse();
                assertThat(task.cancel(true)).isFalse();
                assertThat(task.cancel("late")).isFalse();
                assertThat(task.status()).isEqualTo(before);
            }
            assertThat(succeeded.get()).isEqualTo(5);
            assertThatThrownBy(cancelled::get).hasMessage("task [sleeper:N] is cancelled: enough");
            assertThatThrownBy(nursery::close).hasCauseInstanceOf(IOException.class);
        }
    }
}
