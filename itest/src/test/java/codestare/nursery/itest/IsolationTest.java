package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import codestare.nursery.itest.probe.ServiceCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;

@EachContainer
class IsolationTest {
    private final TestFramework framework = TestFramework.withNursery();

    IsolationTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_two_bundles_use_the_services {
        private final Bundle searchBundle = framework.add(Holder.FACTORY.bundle("acme.search"));
        private final Bundle mailBundle = framework.add(Holder.FACTORY.bundle("acme.mail"));
        private final BundleView search = framework.service(searchBundle, BundleView.class);
        private final BundleView mail = framework.service(mailBundle, BundleView.class);
        private final Probe nursery = search.open("indexer");

        When_two_bundles_use_the_services() throws Exception {
            nursery.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
        }

        @AfterEach
        void the_first_bundle_is_not_touched() {
            assertThat(nursery.closed()).isFalse();
            assertThat(nursery.outcome("worker")).isEqualTo("RUNNING");
            assertThat(search.nurseries()).containsExactly("indexer");
        }

        @Test
        void each_sees_its_own_loops_and_nurseries_only() {
            mail.open("outbox");
            assertThat(search.loops()).containsExactly("acme.search/" + searchBundle.getBundleId());
            assertThat(mail.loops()).containsExactly("acme.mail/" + mailBundle.getBundleId());
            assertThat(search.nurseries()).containsExactly("indexer");
            assertThat(mail.nurseries()).containsExactly("outbox");
        }

        @Test
        void each_may_use_the_same_names() {
            Probe same = mail.open("indexer");
            assertThat(same.nursery()).isEqualTo("indexer");
            same.close();
        }

        @ParameterizedTest
        @EnumSource
        void the_shutdown_service_refuses_what_is_anothers(ServiceCall call) {
            Object foreign = call.takesTask() ? search.looseTask("loose", Behaviour.WAITS) : search.defaultLoop();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> mail.shutdownService(call, foreign))
                    .withMessage(refusal());
        }

        @ParameterizedTest
        @EnumSource
        void the_shutdown_service_takes_what_is_its_own(ServiceCall call) {
            Object own = call.takesTask() ? mail.looseTask("loose", Behaviour.WAITS) : mail.defaultLoop();
            mail.shutdownService(call, own);
        }

        @Test
        void a_nursery_cannot_be_opened_on_anothers_loop() {
            Object foreign = search.defaultLoop();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> mail.openOn(foreign, "intruder"))
                    .withMessage(refusal());
            assertThat(mail.nurseries()).isEmpty();
            assertThat(mail.openOn(mail.defaultLoop(), "guest").closed()).isFalse();
        }

        @Test
        void one_shuts_all_its_loops_down_and_the_other_goes_on() throws Exception {
            Probe outbox = mail.open("outbox");
            outbox.start("sender", Behaviour.WAITS);
            framework.expect("sender runs");
            mail.shutdownAll();
            assertThat(outbox.closed()).isTrue();
            assertThat(outbox.outcome("sender")).isEqualTo("CANCELLED by java.lang.InterruptedException");
            assertThat(mail.loops()).isEmpty();
        }

        @Test
        void the_current_task_is_seen_by_its_own_bundle_only() {
            List<String> seen = new ArrayList<>();
            search.runInTask(() -> {
                seen.add(search.current());
                seen.add(mail.current());
            });
            assertThat(seen)
                    .containsExactly(
                            "loop acme.search/" + searchBundle.getBundleId() + ", task errand", "loop none, task none");
        }

        @Test
        void a_nursery_that_is_opened_in_anothers_task_is_on_the_callers_own_loop() {
            List<String> loops = new ArrayList<>();
            search.runInTask(() -> loops.add(mail.open("outbox").loop()));
            assertThat(loops).containsExactly("acme.mail/" + mailBundle.getBundleId());
        }

        @Test
        void hundreds_of_tasks_that_wait_hold_up_no_task_and_no_close_of_the_other() throws Exception {
            for (int i = 0; i < 300; i++) {
                nursery.start("waiting-" + i, Behaviour.WAITS);
            }
            framework.expect("waiting-299 runs");
            Probe outbox = mail.open("outbox");
            outbox.start("sender", Behaviour.WAITS);
            framework.expect("sender runs");
            outbox.close();
            assertThat(outbox.outcome("sender")).isEqualTo("CANCELLED by java.lang.InterruptedException");
        }

        @Test
        void a_failure_of_one_is_told_to_nobody_of_the_other() throws Exception {
            Probe outbox = mail.open("outbox");
            outbox.start("broken", Behaviour.FAILS);
            framework.expect("broken runs");
            Limit.within(Limit.GENEROUS, "the close that the failure begins", () -> {
                while (!outbox.closed()) {
                    Thread.onSpinWait();
                }
                return null;
            });
            assertThat(search.loops()).hasSize(1);
            assertThat(search.nurseries()).containsExactly("indexer");
        }

        private String refusal() {
            return "loop [acme.search/" + searchBundle.getBundleId() + "] is not of bundle [acme.mail/"
                    + mailBundle.getBundleId() + "]; use one of its own";
        }
    }
}
