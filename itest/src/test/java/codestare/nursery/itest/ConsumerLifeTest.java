package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevisions;

@EachContainer
class ConsumerLifeTest {
    private final TestFramework framework = TestFramework.withNursery();

    ConsumerLifeTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
        assertThat(framework.log().warnings()).isEmpty();
        assertThat(framework.errors()).isEmpty();
    }

    @Nested
    class When_a_consumer_has_stopped {
        @Test
        void its_loops_are_gone_and_no_new_one_is_made() throws Exception {
            Bundle consumer = framework.add(Holder.FACTORY.bundle("acme.search"));
            BundleView view = framework.service(consumer, BundleView.class);
            view.open("indexer").start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.stop(consumer);
            assertThat(view.loops()).isEmpty();
            assertThat(view.nurseries()).isEmpty();
            String refusal = "bundle [acme.search/" + consumer.getBundleId()
                    + "] has no nurseries any more: bundle [acme.search] stops; use the service anew";
            assertThatIllegalStateException().isThrownBy(view::defaultLoop).withMessage(refusal);
            assertThatIllegalStateException()
                    .isThrownBy(() -> view.open("indexer"))
                    .withMessage(refusal);
        }
    }

    @Nested
    class When_a_consumer_is_started_again {
        @ParameterizedTest
        @EnumSource(names = {"COMPONENT", "ACTIVATOR"})
        void it_gets_a_new_nursery_of_another_name_and_the_old_one_stays_closed(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            Probe old = holder.probe(framework, consumer);
            String oldName = old.nursery();
            framework.stop(consumer);
            framework.start(consumer);
            Probe now = holder.probe(framework, consumer);
            now.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThat(now.nursery()).startsWith("acme.search-").isNotEqualTo(oldName);
            assertThatThrownBy(() -> old.start("late", Behaviour.WAITS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("nursery [" + oldName + "] is closed; open a new one");
            assertThat(now.closed()).isFalse();
        }

        @Test
        void it_gets_a_new_loop_of_the_same_name() throws Exception {
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            String oldLoop = framework.probe(consumer).loop();
            framework.stop(consumer);
            framework.start(consumer);
            assertThat(framework.probe(consumer).loop()).isEqualTo(oldLoop);
        }
    }

    @Nested
    class When_a_consumer_is_updated {
        @Test
        void the_tasks_of_the_old_version_end_before_the_new_one_starts() throws Exception {
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.update(consumer, Holder.COMPONENT.bundle("acme.search").version("2.0.0"));
            framework.expect("acme.search 2.0.0 activated");
            assertThat(framework.journal().notes())
                    .containsSubsequence(
                            "acme.search 1.0.0 activated",
                            "worker runs",
                            "worker cancelled",
                            "acme.search 2.0.0 activated")
                    .containsOnlyOnce("worker runs");
        }

        @ParameterizedTest
        @EnumSource
        void the_old_loader_is_collected_after_a_refresh(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            holder.probe(framework, consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            Collected old = Collected.loaderOf(consumer);
            framework.update(consumer, holder.bundle("acme.search").version("2.0.0"));
            framework.refresh(consumer);
            assertThat(old.within(Limit.GENEROUS)).isTrue();
        }
    }

    @Nested
    class When_a_consumer_is_refreshed {
        @ParameterizedTest
        @EnumSource
        void it_is_stopped_and_started_and_keeps_one_wiring(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            holder.probe(framework, consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            Collected old = Collected.loaderOf(consumer);
            framework.refresh(consumer);
            assertThat(framework.journal().notes()).contains("worker cancelled");
            assertThat(consumer.getState()).isEqualTo(Bundle.ACTIVE);
            holder.probe(framework, consumer).start("second worker", Behaviour.WAITS);
            framework.expect("second worker runs");
            assertThat(old.within(Limit.GENEROUS)).isTrue();
            assertThat(consumer.adapt(BundleRevisions.class).getRevisions()).hasSize(1);
        }
    }
}
