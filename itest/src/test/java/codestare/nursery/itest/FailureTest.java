package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

@EachContainer
class FailureTest {
    private final TestFramework framework = TestFramework.withNursery();

    FailureTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_a_task_of_one_bundle_fails {
        private final Bundle failing = framework.add(Holder.FACTORY.bundle("acme.failing"));
        private final BundleView view = framework.service(failing, BundleView.class);
        private final Probe nursery = view.open("indexer");
        private final Probe other = view.open("watcher");
        private final Probe foreign = framework.probe(framework.add(Holder.COMPONENT.bundle("acme.other")));

        When_a_task_of_one_bundle_fails() throws Exception {
            nursery.start("sibling", Behaviour.WAITS);
            other.start("cousin", Behaviour.WAITS);
            foreign.start("stranger", Behaviour.WAITS);
            framework.expect("sibling runs");
            framework.expect("cousin runs");
            framework.expect("stranger runs");
            nursery.start("broken", Behaviour.FAILS);
            framework.expect("sibling cancelled");
            framework.expect("cousin cancelled");
        }

        @Test
        void the_other_bundle_is_not_touched() throws Exception {
            assertThat(foreign.closed()).isFalse();
            assertThat(foreign.outcome("stranger")).isEqualTo("RUNNING");
            foreign.start("second stranger", Behaviour.WAITS);
            framework.expect("second stranger runs");
            assertThat(framework.journal().notes()).doesNotContain("stranger cancelled");
        }

        @Test
        void its_other_nurseries_are_cancelled_after_the_failing_one() {
            assertThat(framework.journal().notes()).containsSubsequence("sibling cancelled", "cousin cancelled");
        }

        @Test
        void the_record_of_the_task_names_the_exception() {
            assertThat(nursery.outcome("broken")).isEqualTo("FAILED by java.lang.IllegalStateException: broken failed");
        }

        @Test
        void the_owner_is_told_when_it_closes_and_the_bundle_is_not_stopped() {
            assertThatThrownBy(nursery::close)
                    .satisfies(thrown ->
                            assertThat(thrown.getClass().getName()).isEqualTo("codestare.nursery.NurseryException"))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken failed");
            nursery.close();
            assertThat(failing.getState()).isEqualTo(Bundle.ACTIVE);
        }

        @Test
        void the_bundle_may_open_again_on_a_new_loop_of_the_same_name() throws Exception {
            Probe again = view.open("indexer again");
            again.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThat(again.loop()).isEqualTo(nursery.loop());
        }
    }
}
