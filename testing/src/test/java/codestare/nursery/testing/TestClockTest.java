package codestare.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(NurseryExtension.class)
class TestClockTest {
    @Test
    void a_close_leaves_a_deaf_task_behind_after_four_seconds(
            TaskNursery nursery, TestClock clock, IsolatedNurseries nurseries) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Task<Void> deaf = nursery.createTask("deaf", () -> {
            begun.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        begun.await();
        FutureTask<Void> close = new FutureTask<>(nursery::close, null);
        new Thread(close).start();
        clock.advanceWhenAwaited(Duration.ofSeconds(4)); // takes no time
        close.get(30, TimeUnit.SECONDS);
        assertThat(deaf.isDone()).isFalse();
        assertThat(nurseries.runtime().stragglers()).hasSize(1);
        release.countDown();
        Quiescence.awaitQuiescent(nurseries.runtime());
    }

    @Test
    void a_shutdown_ends_by_its_deadline(TaskNursery nursery, TestClock clock, IsolatedNurseries nurseries)
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inCallback = new CountDownLatch(1);
        nursery.callback(() -> {
            inCallback.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        nursery.loop().stop();
        assertThat(inCallback.await(30, TimeUnit.SECONDS)).isTrue();
        // the shutdown, and the close that waits for the callback: moved before that does, the clock would leave it a
        // chance
        while (nurseries.waiting() < 2) {
            Thread.onSpinWait();
        }
        clock.advance(Duration.ofSeconds(25));
        nursery.loop().runForever();
        assertThat(nurseries.runtime().stragglers()).hasSize(1);
        release.countDown();
        Quiescence.awaitQuiescent(nurseries.runtime());
    }

    @Test
    void tasks_that_do_not_end_are_told_with_their_stacks(TaskNursery nursery, IsolatedNurseries nurseries)
            throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        nursery.createTask("waits", () -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> Quiescence.awaitQuiescent(nurseries.runtime(), Duration.ZERO))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("tasks are left after [PT0S]; make them end, or cancel them:\n"
                        + "  task [waits:TaskNursery-1] of nursery [TaskNursery-1]")
                .hasMessageContaining("TestClockTest");
    }
}
