package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;

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
    class When_the_framework_stops {
        // a close alone would last for an hour: what ends before is ended by the deadline of the whole shutdown
        private final Map<String, String> settings =
                Map.of("codestare.nursery.shutdown.deadline", GRACE.toString(), "codestare.nursery.grace", "PT1H");

        @ParameterizedTest
        @EnumSource
        void a_stuck_task_holds_it_up_until_the_deadline_of_the_shutdown_and_is_named(Holder holder) throws Exception {
            try (TestFramework framework = TestFramework.withNursery(settings)) {
                Bundle consumer = framework.add(holder.bundle("acme.search"));
                holder.probe(framework, consumer).start("stuck", Behaviour.STUBBORN);
                framework.expect("stuck runs");
                long begin = System.nanoTime();
                assertThat(framework.shutDown()).isEqualTo(FrameworkEvent.STOPPED);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(GRACE);
                assertThat(framework.expectStragglers(1))
                        .singleElement()
                        .asString()
                        .startsWith("task [stuck:")
                        .contains("bundle [acme.search/" + consumer.getBundleId() + "]")
                        .contains("codestare.nursery.itest.consumer.TaskBodies");
                framework.journal().note("stuck may end");
                framework.expect("stuck ended");
                assertThat(framework.errors()).isEmpty();
            }
        }
    }

    @Nested
    class When_there_are_many {
        private final TestFramework framework = TestFramework.withNursery(GRACE_ONLY);

        When_there_are_many() throws Exception {}

        @AfterEach
        void stop() throws Exception {
            framework.close();
        }

        @Test
        void in_nested_nurseries_they_take_one_grace_period_together() throws Exception {
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            Probe probe = framework.probe(consumer);
            for (String task : many()) {
                start(probe, task);
                probe = probe.open("nursery in that of " + task);
            }
            framework.stop(consumer);
            assertAllAreLeftBehind();
        }

        @Test
        void in_nurseries_of_one_bundle_they_take_one_grace_period_together() throws Exception {
            Bundle consumer = framework.add(Holder.FACTORY.bundle("acme.search"));
            BundleView view = framework.service(consumer, BundleView.class);
            for (String task : many()) {
                start(view.open("nursery of " + task), task);
            }
            framework.stop(consumer);
            assertAllAreLeftBehind();
        }

        @Test
        void of_many_bundles_they_take_one_grace_period_together_when_impl_is_stopped() throws Exception {
            int bundles = 0;
            for (String task : many()) {
                Holder holder = Holder.values()[bundles++ % Holder.values().length];
                Bundle consumer = framework.add(holder.bundle("acme.search" + bundles));
                start(holder.probe(framework, consumer), task);
            }
            framework.stop(framework.impl());
            assertAllAreLeftBehind();
        }

        /** Names of tasks: one grace period for each would be more than a stop may last. */
        private List<String> many() {
            return IntStream.rangeClosed(0, (int) Limit.GENEROUS.dividedBy(GRACE))
                    .mapToObj(number -> "task " + number)
                    .toList();
        }

        private void start(Probe probe, String task) throws Exception {
            probe.start(task, Behaviour.STUBBORN);
            framework.expect(task + " runs");
        }

        private void assertAllAreLeftBehind() throws Exception {
            framework.expectStragglers(many().size());
            for (String task : many()) {
                framework.journal().note(task + " may end");
                framework.expect(task + " ended");
            }
        }
    }
}
