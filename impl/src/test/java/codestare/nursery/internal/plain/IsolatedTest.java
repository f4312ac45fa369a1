package codestare.nursery.internal.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.Nurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IsolatedTest {
    @Test
    void they_share_no_name_and_no_loop_with_those_of_the_process() {
        try (IsolatedNurseries one = Nurseries.isolated();
                IsolatedNurseries other = Nurseries.isolated()) {
            TaskNursery first = one.factory().open("same");
            TaskNursery second = other.factory().open("same");
            assertThat(first.loop()).isNotSameAs(second.loop());
            assertThat(one.loops().nurseries()).containsOnlyKeys("same");
            assertThat(Nurseries.loops().nurseries()).doesNotContainKey("same");
            assertThat(one.runtime().signals()).isEmpty();
            assertThatThrownBy(() -> Nurseries.factory().open("stranger", first.loop()))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("loop [default] is not of the process; use one of its own");
        }
    }

    @Test
    void their_grace_period_passes_when_the_clock_is_moved() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (IsolatedNurseries nurseries = Nurseries.isolated()) {
            nurseries.stopClock();
            TaskNursery nursery = nurseries.factory().open("stuck");
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> stuck = nursery.createTask("stuck", () -> {
                begun.countDown();
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            nursery.sentinelTask().cancel("enough");
            while (nurseries.waiting() == 0) {
                Thread.onSpinWait();
            }
            nurseries.advance(Duration.ofSeconds(4).minusNanos(1));
            assertThat(nursery.isClosed()).isFalse();
            nurseries.advance(Duration.ofNanos(1));
            nursery.sentinelTask().get(30, TimeUnit.SECONDS);
            assertThat(nurseries.runtime().stragglers())
                    .singleElement()
                    .satisfies(left -> assertThat(left.name()).isEqualTo("stuck:stuck"));
            release.countDown();
            stuck.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void once_closed_they_open_nothing_more() {
        IsolatedNurseries nurseries = Nurseries.isolated();
        TaskNursery nursery = nurseries.factory().open("N");
        nurseries.close();
        nurseries.close();
        assertThat(nursery.isClosed()).isTrue();
        assertThatThrownBy(() -> nurseries.factory().open("late"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the process has no nurseries any more: the isolated nurseries were closed;"
                        + " use the service anew");
    }

    @Test
    void their_clock_never_goes_back() {
        try (IsolatedNurseries nurseries = Nurseries.isolated()) {
            assertThatThrownBy(() -> nurseries.advance(Duration.ofSeconds(-1)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("time [PT-1S] is negative; a clock goes ahead only");
        }
    }
}
