package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;

class ExecutorInvokeTest {
    private final CountDownLatch forever = new CountDownLatch(1);
    private final Callable<Integer> slow = () -> {
        forever.await();
        return 2;
    };
    private final Callable<Integer> bad = () -> {
        throw new IOException("disk");
    };

    @Nested
    class When_many_commands_are_invoked {
        @EachThreadKind
        void all_of_them_end_in_their_own_ways(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                List<Future<Integer>> futures = nursery.executor().invokeAll(List.of(() -> 1, bad, () -> 3));
                assertThat(futures).hasSize(3).allMatch(Future::isDone);
                assertThat(futures.get(0).get()).isEqualTo(1);
                assertThatThrownBy(() -> futures.get(1).get()).hasRootCauseMessage("disk");
                assertThat(futures.get(2).get()).isEqualTo(3);
                nursery.join();
            }
        }

        @EachThreadKind
        void those_that_are_late_are_cancelled(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                List<Future<Integer>> futures =
                        nursery.executor().invokeAll(List.of(() -> 1, slow), 200, TimeUnit.MILLISECONDS);
                assertThat(futures.get(1).isCancelled()).isTrue();
                nursery.join();
            }
        }

        @EachThreadKind
        void the_first_to_succeed_counts_and_the_others_are_cancelled(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                int first = nursery.executor().invokeAny(List.of(bad, slow, () -> 3));
                assertThat(first).isEqualTo(3);
                nursery.join();
            }
        }

        @EachThreadKind
        void and_all_fail_the_last_failure_is_told(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                assertThatThrownBy(() -> nursery.executor().invokeAny(List.of(bad, bad)))
                        .isExactlyInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("disk");
                nursery.join();
            }
        }

        @EachThreadKind
        void and_none_succeeds_in_time_that_is_told(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                assertThatThrownBy(() -> nursery.executor().invokeAny(List.of(slow, slow), 20, TimeUnit.MILLISECONDS))
                        .isExactlyInstanceOf(TimeoutException.class)
                        .hasMessage("none of 2 tasks has succeeded after PT0.02S");
                nursery.join();
            }
        }

        @EachThreadKind
        void and_who_waits_is_interrupted_they_are_cancelled(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("N")) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> nursery.executor().invokeAny(List.of(slow, slow)))
                        .isExactlyInstanceOf(InterruptedException.class);
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> nursery.executor().invokeAll(List.of(slow, slow)))
                        .isExactlyInstanceOf(InterruptedException.class);
                nursery.join();
            }
        }

        @EachThreadKind
        void and_there_are_none_that_is_refused(Ground ground) {
            try (TaskNursery nursery = ground.open("N")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> nursery.executor().invokeAny(List.<Callable<String>>of()))
                        .withMessage("tasks are empty; give one at least");
            }
        }
    }
}
