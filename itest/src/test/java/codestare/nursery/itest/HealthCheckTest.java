package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.consumer.HesitantIntake;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** The health of nurseries, as Felix's health checks tell it. */
@EachContainer
class HealthCheckTest {
    private TestFramework framework;
    private Bundle consumer;

    @BeforeEach
    void start() throws Exception {
        framework = TestFramework.withNursery(Map.of("codestare.nursery.shutdown.deadline", "PT1H"));
        Adapter.HEALTHCHECK.addTo(framework);
        consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private Probe openWith(String task, Behaviour behaviour) throws Exception {
        return framework.openWith(consumer, "indexer", task, behaviour);
    }

    private String health() {
        try {
            Foreign check = Foreign.service(framework, "org.apache.felix.hc.api.HealthCheck", "(hc.tags=nursery)");
            Object result = check.call("execute");
            return result.toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void becomes(String status, String words) {
        assertThat(Limit.comesTrue(
                        Limit.GENEROUS, () -> health().contains("status=" + status) && health().contains(words)))
                .as("it becomes %s with [%s]; it is %s", status, words, health())
                .isTrue();
    }

    @Test
    void is_ok_while_all_is_well() throws Exception {
        openWith("watch", Behaviour.WAITS);

        becomes("OK", "1 nurseries, 1 tasks");
    }

    @Test
    void is_critical_while_something_is_left_behind_and_names_it() throws Exception {
        openWith("deaf", Behaviour.STUBBORN).close();

        becomes(
                "CRITICAL",
                "task [deaf:indexer] of acme.search/" + consumer.getBundleId()
                        + " was left behind by nursery [indexer]");
        framework.journal().note("deaf may end");
        becomes("OK", "0 nurseries");
    }

    @Test
    void warns_of_a_loop_that_a_failure_has_stopped_until_there_is_another() throws Exception {
        openWith("broken", Behaviour.FAILS);

        becomes("WARN", "was stopped by a failure");
        framework.service(consumer, BundleView.class).open("next");
        becomes("OK", "1 nurseries");
    }

    @Test
    void is_temporarily_unavailable_from_the_moment_on_in_which_the_end_is_told() throws Exception {
        openWith("watch", Behaviour.WAITS);
        framework.add(ConsumerBundle.named("acme.intake").components(HesitantIntake.class));
        framework.expect("intake opens");

        Future<Integer> stop = Limit.start("stop", framework::shutDown);
        framework.expect("intake closes");

        assertThat(health())
                .contains("status=TEMPORARILY_UNAVAILABLE")
                .contains("no more work should come in: the framework stops")
                .contains("1 nurseries, 1 tasks")
                .doesNotContain("shut down");
        assertThat(framework.journal().notes()).doesNotContain("watch cancelled");
        framework.journal().note("the end may come");
        Limit.await(stop, "stop", Limit.GENEROUS);
        assertThat(framework.journal().notes()).contains("watch cancelled");
    }

    @Test
    void is_temporarily_unavailable_while_all_shut_down() throws Exception {
        openWith("cleaner", Behaviour.CLEANS_UP);

        Future<Object> signal = Limit.start("shutdown", () -> {
            Foreign runtime = Foreign.service(framework, "codestare.nursery.runtime.NurseryRuntime");
            return runtime.call("shutdownAll", "test");
        });
        Limit.await(signal, "shutdown", Limit.GENEROUS);

        becomes("TEMPORARILY_UNAVAILABLE", "all loops shut down: asked for by test");
        framework.journal().note("cleaner may end");
        becomes("OK", "0 nurseries");
    }
}
