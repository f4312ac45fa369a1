package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.itest.consumer.DynamicComponent;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;

@EachContainer
class ImplLifeTest {
    private final TestFramework framework = TestFramework.withNursery();
    private final Map<Holder, Bundle> consumers = new EnumMap<>(Holder.class);
    private final Map<Holder, Probe> probes = new EnumMap<>(Holder.class);

    ImplLifeTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
        assertThat(framework.errors()).isEmpty();
    }

    @Nested
    class When_impl_is_stopped_under_its_consumers {
        @Test
        void everything_is_cancelled_within_the_grace_period() throws Exception {
            addConsumers();
            framework.stop(framework.impl());
            for (Holder holder : Holder.values()) {
                assertThat(probes.get(holder).closed()).as("%s", holder).isTrue();
                assertThat(probes.get(holder).outcome(taskOf(holder)))
                        .isEqualTo("CANCELLED by java.lang.InterruptedException");
            }
            assertThat(framework.scopes("codestare.nursery.TaskNursery")).isEmpty();
            assertThat(framework.log().warnings()).isEmpty();
        }

        @Test
        void who_still_holds_a_nursery_is_refused() throws Exception {
            addConsumers();
            Map<Holder, String> names = new EnumMap<>(Holder.class);
            probes.forEach((holder, probe) -> names.put(holder, probe.nursery()));
            framework.stop(framework.impl());
            for (Holder holder : Holder.values()) {
                assertThatThrownBy(() -> Limit.within(Limit.GENEROUS, "late task", () -> {
                            probes.get(holder).start("late", Behaviour.WAITS);
                            return null;
                        }))
                        .satisfies(thrown -> assertThat(thrown.getClass().getName())
                                .isEqualTo("codestare.nursery.NurseryClosedException"))
                        .hasMessage("nursery [" + names.get(holder) + "] is closed; open a new one");
            }
            assertThat(framework.journal().notes()).doesNotContain("late runs");
        }

        @Test
        void a_component_gets_a_new_nursery_when_impl_starts_again() throws Exception {
            addConsumers();
            framework.stop(framework.impl());
            framework.start(framework.impl());
            assertComponentWorksAgain();
        }

        @Test
        void a_component_with_a_dynamic_reference_gets_a_new_nursery_and_lives_on() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").components(DynamicComponent.class));
            Probe old = framework.probe(consumer);
            old.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.stop(framework.impl());
            assertThat(old.closed()).isTrue();
            framework.start(framework.impl());
            Probe now = framework.probe(consumer);
            now.start("second worker", Behaviour.WAITS);
            framework.expect("second worker runs");
            assertThat(framework.journal().notes())
                    .containsSubsequence("dynamic has no nursery", "dynamic has a nursery")
                    .containsSubsequence("worker cancelled", "dynamic has a nursery", "second worker runs")
                    .containsOnlyOnce("dynamic activated")
                    .doesNotContain("dynamic deactivated");
            assertThat(framework.log().warnings()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void a_task_may_do_it_and_is_cancelled_when_the_stop_comes_back(Holder holder) throws Exception {
            addConsumers();
            Bundle impl = framework.impl();
            probes.get(holder).start("saboteur", impl::stop);
            framework.expect("saboteur cancelled");
            Probe probe = probes.get(holder);
            assertThat(Limit.comesTrue(
                            Limit.GENEROUS, () -> !probe.outcome("saboteur").equals("RUNNING")))
                    .isTrue();
            assertThat(probe.outcome("saboteur")).isEqualTo("CANCELLED by java.lang.InterruptedException");
            assertThat(framework.journal().notes())
                    .containsSubsequence("component cancelled", "saboteur came back", "saboteur cancelled")
                    .containsSubsequence("activator cancelled", "saboteur came back")
                    .containsSubsequence("factory cancelled", "saboteur came back");
            assertThat(impl.getState()).isEqualTo(Bundle.RESOLVED);
            assertThat(framework.log().stragglers()).isEmpty();
        }

        @Test
        void who_keeps_what_it_had_from_the_old_one_holds_no_loader_of_another_bundle() throws Exception {
            BundleView kept = framework.service(framework.add(Holder.FACTORY.bundle("acme.keeper")), BundleView.class);
            kept.open("indexer");
            Bundle other = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(other).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.stop(framework.impl());
            framework.start(framework.impl());
            Collected loader = Collected.loaderOf(other);
            framework.uninstall(other);
            framework.refresh(other);
            assertThat(loader.within(Limit.GENEROUS)).isTrue();
            assertThat(kept.nurseries()).isEmpty();
        }

        @Test
        void consumers_stop_quietly_afterwards() throws Exception {
            addConsumers();
            framework.stop(framework.impl());
            for (Bundle consumer : consumers.values()) {
                framework.stop(consumer);
            }
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    @Nested
    class When_impl_is_updated_or_refreshed {
        @Test
        void a_component_gets_a_nursery_of_the_updated_one() throws Exception {
            addConsumers();
            framework.update(framework.impl(), ProductBundles.IMPL);
            assertComponentWorksAgain();
        }

        @Test
        void the_old_loader_is_collected_after_an_update_and_a_refresh() throws Exception {
            Bundle component = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(component).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            Collected old = Collected.loaderOf(framework.impl());
            framework.update(framework.impl(), ProductBundles.IMPL);
            framework.refresh(framework.impl());
            assertThat(framework.journal().notes()).contains("worker cancelled");
            assertThat(old.within(Limit.GENEROUS)).isTrue();
        }

        @Test
        void a_component_gets_a_nursery_of_the_refreshed_one() throws Exception {
            addConsumers();
            framework.refresh(framework.impl());
            assertComponentWorksAgain();
        }
    }

    @Nested
    class When_impl_is_uninstalled_and_refreshed {
        @Test
        void its_loader_is_collected_and_the_signals_have_their_handlers_back() throws Exception {
            List<String> before = SignalHandlers.types();
            Bundle component = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(component).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThat(SignalHandlers.types()).as("taken").isNotEqualTo(before);
            Bundle impl = framework.impl();
            Collected loader = Collected.loaderOf(impl);
            framework.uninstall(impl);
            framework.refresh(impl);
            assertThat(SignalHandlers.types()).as("given back").isEqualTo(before);
            assertThat(loader.within(Limit.GENEROUS)).isTrue();
            assertThat(LiveThreads.vanish("acme.search", Limit.GENEROUS)).isTrue();
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    private void addConsumers() throws Exception {
        for (Holder holder : Holder.values()) {
            Bundle consumer = framework.add(holder.bundle("acme." + taskOf(holder)));
            Probe probe = holder.probe(framework, consumer);
            consumers.put(holder, consumer);
            probes.put(holder, probe);
            probe.start(taskOf(holder), Behaviour.WAITS);
            framework.expect(taskOf(holder) + " runs");
        }
    }

    private static String taskOf(Holder holder) {
        return holder.name().toLowerCase(Locale.ROOT);
    }

    private void assertComponentWorksAgain() throws Exception {
        Probe again = framework.probe(consumers.get(Holder.COMPONENT));
        assertThat(framework.journal().notes())
                .containsSubsequence("component runs", "component cancelled", "acme.component 1.0.0 activated")
                .containsSubsequence("acme.component 1.0.0 deactivated", "acme.component 1.0.0 activated");
        again.start("second worker", Behaviour.WAITS);
        framework.expect("second worker runs");
        List<Probe> others = new ArrayList<>(probes.values());
        assertThat(others).allMatch(Probe::closed);
    }
}
