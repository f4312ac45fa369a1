package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.CarryingActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class ContextCarrierTest {
    private final TestFramework framework = TestFramework.withNursery();
    private final Probe nursery =
            Holder.COMPONENT.probe(framework, framework.add(Holder.COMPONENT.bundle("acme.search")));

    ContextCarrierTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_a_bundle_registers_one {
        private final Bundle tracing =
                framework.add(ConsumerBundle.named("acme.tracing").activator(CarryingActivator.class));

        When_a_bundle_registers_one() throws Exception {}

        @Test
        void tasks_of_other_bundles_are_carried_from_then_on() throws Exception {
            nursery.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThat(framework.journal().notes())
                    .containsSubsequence("acme.tracing captures", "acme.tracing restores", "worker runs");
        }

        @Test
        void and_takes_it_away_they_are_carried_no_more() throws Exception {
            framework.stop(tracing);
            nursery.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThat(framework.journal().notes()).doesNotContain("acme.tracing captures");
        }

        @Test
        void its_class_loader_is_not_held_by_the_tasks_that_it_carried() throws Exception {
            nursery.start("worker", Behaviour.TELLS_ITS_LOADER);
            framework.expect("worker sees its bundle's loader");
            Collected loader = Collected.loaderOf(tracing);
            framework.uninstall(tracing);
            framework.refresh(tracing);
            assertThat(loader.within(Limit.GENEROUS)).isTrue();
        }
    }

    @Nested
    class When_two_bundles_register_one_each {
        @Test
        void the_higher_ranking_one_is_the_outermost() throws Exception {
            framework.add(ConsumerBundle.named("acme.inner").version("1.0.0").activator(CarryingActivator.class));
            framework.add(ConsumerBundle.named("acme.outer").version("2.0.0").activator(CarryingActivator.class));
            framework.add(
                    ConsumerBundle.named("acme.innermost").version("0.1.0").activator(CarryingActivator.class));
            nursery.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThat(framework.journal().notes())
                    .containsSubsequence(
                            "acme.outer restores", "acme.inner restores", "acme.innermost restores", "worker runs");
        }
    }
}
