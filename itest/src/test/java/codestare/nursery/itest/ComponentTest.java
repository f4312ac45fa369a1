package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.ComponentSwitch;
import codestare.nursery.itest.consumer.CrashingComponent;
import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.consumer.FactoryReturningActivator;
import codestare.nursery.itest.consumer.FailingComponent;
import codestare.nursery.itest.consumer.FirstSharingComponent;
import codestare.nursery.itest.consumer.PrototypeComponent;
import codestare.nursery.itest.consumer.SecondPrototypeComponent;
import codestare.nursery.itest.consumer.SecondSharingComponent;
import codestare.nursery.itest.consumer.UngettingActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

@EachContainer
class ComponentTest {
    private final TestFramework framework = TestFramework.withNursery();

    ComponentTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_two_components_have_a_nursery_each {
        private final Bundle consumer = framework.add(ConsumerBundle.named("acme.search")
                .components(PrototypeComponent.class, SecondPrototypeComponent.class)
                .activator(ComponentSwitch.class));
        private final Probe first = framework.probe(consumer, "first");
        private final Probe second = framework.probe(consumer, "second");

        When_two_components_have_a_nursery_each() throws Exception {}

        @Test
        void they_are_named_after_the_bundle_and_share_its_loop() {
            assertThat(List.of(first.nursery(), second.nursery()))
                    .containsExactlyInAnyOrder("acme.search-1", "acme.search-2");
            assertThat(List.of(first.loop(), second.loop())).containsOnly("acme.search/" + consumer.getBundleId());
        }

        @Test
        void the_nursery_of_a_disabled_component_closes_alone() throws Exception {
            first.start("one", Behaviour.WAITS);
            second.start("two", Behaviour.WAITS);
            framework.expect("one runs");
            framework.expect("two runs");
            disable(consumer, "first");
            assertThat(first.closed()).isTrue();
            assertThat(second.closed()).isFalse();
            assertThat(framework.journal().notes()).contains("one cancelled").doesNotContain("two cancelled");
            second.start("three", Behaviour.WAITS);
            framework.expect("three runs");
            disable(consumer, "second");
            assertThat(second.closed()).isTrue();
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    @Nested
    class When_two_components_share_the_nursery_of_their_bundle {
        @Test
        void it_closes_after_the_second_is_disabled() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search")
                    .components(FirstSharingComponent.class, SecondSharingComponent.class)
                    .activator(ComponentSwitch.class));
            Probe first = framework.probe(consumer, "first");
            Probe second = framework.probe(consumer, "second");
            assertThat(first.nursery()).isEqualTo(second.nursery());
            first.start("one", Behaviour.WAITS);
            framework.expect("one runs");
            disable(consumer, "first");
            assertThat(second.closed()).isFalse();
            assertThat(framework.journal().notes()).doesNotContain("one cancelled");
            second.start("two", Behaviour.WAITS);
            framework.expect("two runs");
            disable(consumer, "second");
            assertThat(second.closed()).isTrue();
            assertThat(framework.journal().notes()).contains("one cancelled", "two cancelled");
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    @Nested
    class When_a_component_crashes {
        @Test
        void the_nursery_closes_at_once_where_the_activation_fails() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search")
                    .components(FailingComponent.class)
                    .activator(FactoryActivator.class));
            assertThat(framework.journal().notes()).containsExactly("orphan runs", "orphan cancelled");
            assertThat(framework.service(consumer, BundleView.class).nurseries())
                    .isEmpty();
        }

        // Felix SCR 2.2.14 does not give back what it passed to a constructor that throws; the framework does
        @Test
        void the_nursery_closes_with_the_bundle_where_the_constructor_fails() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").components(CrashingComponent.class));
            framework.stop(consumer);
            assertThat(framework.journal().notes())
                    .containsExactly(
                            "orphan runs",
                            "orphan cancelled",
                            "nursery of the crashed component closes",
                            "acme.search is stopped");
        }
    }

    @Nested
    class When_an_activator_gives_a_nursery_back {
        @Test
        void that_nursery_closes_before_the_release_returns() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(UngettingActivator.class));
            Probe first = framework.probe(consumer, "first");
            Probe second = framework.probe(consumer, "second");
            first.start("one", Behaviour.WAITS);
            second.start("two", Behaviour.WAITS);
            framework.expect("one runs");
            framework.expect("two runs");
            framework.service(consumer, Runnable.class).run();
            assertThat(first.closed()).isTrue();
            assertThat(first.outcome("one")).isEqualTo("CANCELLED by java.lang.InterruptedException");
            assertThat(second.closed()).isFalse();
            assertThat(second.outcome("two")).isEqualTo("RUNNING");
        }
    }

    @Nested
    class When_an_activator_gives_the_factory_back {
        @Test
        void what_it_opened_and_did_not_close_closes_before_the_release_returns() throws Exception {
            Bundle consumer =
                    framework.add(ConsumerBundle.named("acme.search").activator(FactoryReturningActivator.class));
            Probe nursery = framework.probe(consumer);
            nursery.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.service(consumer, Runnable.class).run();
            assertThat(nursery.closed()).isTrue();
            assertThat(nursery.outcome("worker")).isEqualTo("CANCELLED by java.lang.InterruptedException");
        }
    }

    @Nested
    class When_a_task_runs {
        @Test
        void it_sees_the_loader_of_its_bundle_as_context_class_loader() throws Exception {
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(consumer).start("worker", Behaviour.TELLS_ITS_LOADER);
            framework.expect("worker sees its bundle's loader");
        }
    }

    @SuppressWarnings("unchecked")
    private void disable(Bundle consumer, String component) {
        framework.service(consumer, Consumer.class).accept(component);
    }
}
