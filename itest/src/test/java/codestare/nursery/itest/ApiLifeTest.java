package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

@EachContainer
class ApiLifeTest {
    private final TestFramework framework = TestFramework.withNursery();
    private Bundle consumer;

    ApiLifeTest() throws Exception {}

    @BeforeEach
    void startTask() throws Exception {
        consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
        framework.probe(consumer).start("worker", Behaviour.WAITS);
        framework.expect("worker runs");
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
        assertThat(framework.errors()).isEmpty();
        assertThat(framework.log().warnings()).isEmpty();
    }

    @Test
    void a_refresh_ends_the_tasks_before_anything_starts_again() throws Exception {
        Collected api = Collected.loaderOf(framework.api());
        Collected impl = Collected.loaderOf(framework.impl());
        framework.refresh(framework.api());
        assertWorksOnNewWiring();
        assertThat(api.within(Limit.GENEROUS)).as("api collected").isTrue();
        assertThat(impl.within(Limit.GENEROUS)).as("impl collected").isTrue();
    }

    @Test
    void an_update_and_a_refresh_wire_everything_to_the_new_one() throws Exception {
        Collected api = Collected.loaderOf(framework.api());
        framework.update(framework.api(), ProductBundles.API);
        framework.refresh(framework.api());
        assertWorksOnNewWiring();
        assertThat(api.within(Limit.GENEROUS)).as("api collected").isTrue();
    }

    @Test
    void an_uninstall_without_a_refresh_lets_consumers_go_on() throws Exception {
        framework.uninstall(framework.api());
        Probe probe = framework.probe(consumer);
        probe.start("second worker", Behaviour.WAITS);
        framework.expect("second worker runs");
        framework.stop(consumer);
        assertThat(probe.closed()).isTrue();
        assertThat(framework.journal().notes()).contains("worker cancelled", "second worker cancelled");
    }

    @Test
    void a_stop_touches_nobody() throws Exception {
        framework.stop(framework.api());
        framework.probe(consumer).start("second worker", Behaviour.WAITS);
        framework.expect("second worker runs");
        assertThat(framework.journal().notes()).doesNotContain("worker cancelled");
    }

    private void assertWorksOnNewWiring() throws Exception {
        framework.probe(consumer).start("second worker", Behaviour.WAITS);
        framework.expect("second worker runs");
        assertThat(framework.journal().notes())
                .containsSubsequence(
                        "worker runs", "worker cancelled", "acme.search 1.0.0 activated", "second worker runs")
                .containsSubsequence("acme.search 1.0.0 deactivated", "acme.search 1.0.0 activated");
    }
}
