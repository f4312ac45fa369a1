package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;

@EachContainer
class FrameworkStopTest {
    private final TestFramework framework = TestFramework.withNursery(
            Map.of("codestare.nursery.shutdown.deadline", "PT1H", "codestare.nursery.grace", "PT1H"));

    FrameworkStopTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
        assertThat(framework.errors()).isEmpty();
    }

    @Nested
    class When_the_framework_stops {
        @ParameterizedTest
        @EnumSource
        void all_work_ends_before_the_start_level_drops(Holder holder) throws Exception {
            Bundle consumer = place(20, holder.bundle("acme.search"));
            framework.moveTo(20);
            holder.probe(framework, consumer).start("worker", () -> tellWhatItSeesAtItsEnd(consumer));
            framework.expect("worker runs");
            assertThat(framework.shutDown()).isEqualTo(FrameworkEvent.STOPPED);
            assertThat(framework.journal().notes())
                    .contains("worker sees start level 20, its bundle in state " + Bundle.ACTIVE
                            + ", services with scopes [prototype]");
            assertThat(framework.log().warnings()).isEmpty();
        }

        private void tellWhatItSeesAtItsEnd(Bundle consumer) throws Exception {
            try {
                new CountDownLatch(1).await();
            } finally {
                framework
                        .journal()
                        .note("worker sees start level " + framework.startLevel() + ", its bundle in state "
                                + consumer.getState() + ", services with scopes "
                                + framework.scopes("codestare.nursery.TaskNursery"));
            }
        }
    }

    @Nested
    class When_the_start_level_changes {
        @Test
        void only_the_nurseries_of_the_bundles_that_stop_close() throws Exception {
            Bundle low = place(10, Holder.COMPONENT.bundle("acme.low"));
            Bundle high = place(20, Holder.COMPONENT.bundle("acme.high"));
            framework.moveTo(20);
            Probe goesOn = framework.probe(low);
            Probe ends = framework.probe(high);
            goesOn.start("low worker", Behaviour.WAITS);
            ends.start("high worker", Behaviour.WAITS);
            framework.expect("low worker runs");
            framework.expect("high worker runs");
            framework.moveTo(15);
            assertThat(ends.closed()).isTrue();
            assertThat(goesOn.closed()).isFalse();
            assertThat(framework.journal().notes())
                    .contains("high worker cancelled")
                    .doesNotContain("low worker cancelled");
            framework.moveTo(20);
            framework.probe(high).start("second high worker", Behaviour.WAITS);
            framework.expect("second high worker runs");
            assertThat(framework.log().warnings()).isEmpty();
        }

        @Test
        void a_consumer_below_the_service_loses_its_nursery_and_gets_another_one() throws Exception {
            framework.moveTo(20);
            framework.place(framework.impl(), 10);
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            Probe old = framework.probe(consumer);
            old.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.moveTo(5);
            assertThat(old.closed()).isTrue();
            assertThat(consumer.getState()).isEqualTo(Bundle.ACTIVE);
            framework.moveTo(20);
            framework.probe(consumer).start("second worker", Behaviour.WAITS);
            framework.expect("second worker runs");
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    /** Installs a consumer that starts when the framework comes to this level. */
    private Bundle place(int level, ConsumerBundle consumer) throws Exception {
        Bundle bundle = framework.install(consumer);
        framework.place(bundle, level);
        framework.start(bundle);
        return bundle;
    }
}
