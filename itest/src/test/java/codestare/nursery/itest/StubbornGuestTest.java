package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;

@EachContainer
@Tag("slow")
class StubbornGuestTest {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Map<String, String> GRACE_ONLY = Map.of("codestare.nursery.grace", GRACE.toString());

    @Nested
    class When_the_bundle_of_a_task_that_does_not_end_is_stopped {
        @ParameterizedTest
        @EnumSource(names = {"STUBBORN", "SWALLOWS", "ENTERS_MONITOR", "ACCEPTS"})
        void the_stop_comes_back_at_the_limit_and_what_is_left_is_reported_once(Behaviour behaviour) throws Exception {
            try (TestFramework framework = TestFramework.withNursery(settingsFor(behaviour))) {
                Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
                framework.probe(consumer).start("stuck", behaviour);
                framework.expect("stuck runs");
                expectStuck(framework, behaviour);
                long begin = System.nanoTime();
                framework.stop(consumer);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(GRACE);
                assertThat(framework.expectStragglers(1))
                        .singleElement()
                        .asString()
                        .startsWith("task [stuck:acme.search-1] of nursery [acme.search-1] of bundle [acme.search/"
                                + consumer.getBundleId() + "] has not ended in time")
                        .containsPattern(
                                "; it has been running for PT[0-9.]+S\\Rjava.lang.Throwable: stack of thread \\[.*]\\R\\s+at ")
                        .contains("codestare.nursery.itest.consumer.TaskBodies");
                Collected loader = Collected.loaderOf(consumer);
                framework.uninstall(consumer);
                framework.refresh(consumer);
                release(framework, behaviour);
                framework.expect("stuck ended");
                assertThat(LiveThreads.vanish("stuck:", Limit.GENEROUS)).isTrue();
                assertThat(loader.within(Limit.GENEROUS)).as("loader collected").isTrue();
                assertThat(framework.log().stragglers()).hasSize(1);
                assertThat(framework.errors()).isEmpty();
            }
        }

        // a virtual thread hears an interrupt in accept
        private Map<String, String> settingsFor(Behaviour behaviour) {
            return Map.of(
                    "codestare.nursery.grace",
                    GRACE.toString(),
                    "codestare.nursery.threads",
                    behaviour == Behaviour.ACCEPTS ? "platform" : "auto");
        }

        private void expectStuck(TestFramework framework, Behaviour behaviour) throws Exception {
            if (behaviour == Behaviour.ENTERS_MONITOR) {
                framework.expect("stuck waits for a monitor");
            } else if (behaviour == Behaviour.ACCEPTS) {
                framework.expectPrefix("stuck accepts on ");
            }
        }

        private void release(TestFramework framework, Behaviour behaviour) throws Exception {
            if (behaviour == Behaviour.ACCEPTS) {
                connect(Integer.parseInt(framework.expectPrefix("stuck accepts on ")));
            } else {
                framework.journal().note("stuck may end");
            }
        }

        private void connect(int port) throws IOException {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
    }

    @Nested
    class When_a_task_ignores_interrupts {
        @ParameterizedTest
        @EnumSource
        void it_is_interrupted_once_more_whoever_holds_its_nursery_and_its_end_is_told(Holder holder) throws Exception {
            try (TestFramework framework = TestFramework.withNursery(GRACE_ONLY)) {
                Bundle consumer = framework.add(holder.bundle("acme.search"));
                Probe probe = holder.probe(framework, consumer);
                String nursery = probe.nursery();
                probe.start("stuck", Behaviour.STUBBORN);
                framework.expect("stuck runs");
                framework.stop(consumer);
                assertThat(framework.expectStragglers(1))
                        .singleElement()
                        .asString()
                        .startsWith("task [stuck:" + nursery + "] of nursery [" + nursery + "]");
                assertThat(Limit.comesTrue(Limit.GENEROUS, () -> interrupts(framework) >= 2))
                        .as("interrupted once more")
                        .isTrue();
                assertThat(Limit.comesTrue(Limit.GENEROUS, probe::closed)).isTrue();
                framework.journal().note("stuck may end");
                framework.expect("stuck ended");
                assertThat(interrupts(framework)).isEqualTo(2);
                assertThat(LiveThreads.vanish("stuck:", Limit.GENEROUS)).isTrue();
                assertThat(framework.log().all()).anyMatch(text -> text.contains("was left behind and has ended"));
            }
        }

        private long interrupts(TestFramework framework) {
            return framework.journal().notes().stream()
                    .filter("stuck is stubborn"::equals)
                    .count();
        }
    }

    @Nested
    class When_a_task_waits_for_what_waits_for_its_bundle {
        @Test
        void a_refresh_of_its_bundle_goes_on_at_the_limit_and_the_report_shows_the_wait() throws Exception {
            try (TestFramework framework = TestFramework.withNursery(GRACE_ONLY)) {
                Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
                framework.probe(consumer).start("refresher", () -> refreshStubbornly(framework, consumer));
                framework.expect("refreshed");
                assertThat(framework.expectStragglers(1))
                        .singleElement()
                        .asString()
                        .startsWith("task [refresher:acme.search-1]")
                        .contains("refreshStubbornly");
                assertThat(consumer.getState()).isEqualTo(Bundle.ACTIVE);
                framework.probe(consumer).start("worker", Behaviour.WAITS);
                framework.expect("worker runs");
                assertThat(framework.errors()).isEmpty();
                assertThat(LiveThreads.vanish("refresher:", Limit.GENEROUS)).isTrue();
            }
        }

        private void refreshStubbornly(TestFramework framework, Bundle consumer) {
            framework.refreshing(List.of(consumer), () -> framework.journal().note("refreshed"));
            framework.journal().awaitStubbornly("refreshed", () -> {});
            // the cancel came while this took no notice of it
            Thread.currentThread().interrupt();
        }
    }

    @Nested
    class When_stubborn_nurseries_are_nested {
        private static final int LEVELS = 8;

        @Test
        void they_take_one_grace_period_together() throws Exception {
            try (TestFramework framework = TestFramework.withNursery(GRACE_ONLY)) {
                Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
                Probe probe = framework.probe(consumer);
                for (int level = 1; level <= LEVELS; level++) {
                    probe.start("level " + level, Behaviour.STUBBORN);
                    framework.expect("level " + level + " runs");
                    probe = probe.open("nursery of level " + level);
                }
                framework.stop(consumer, GRACE.multipliedBy(LEVELS - 1));
                framework.expectStragglers(LEVELS);
                for (int level = 1; level <= LEVELS; level++) {
                    framework.journal().note("level " + level + " may end");
                    framework.expect("level " + level + " ended");
                }
            }
        }
    }
}
