package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

@EachContainer
class FrameworksTest {
    private final List<String> handlersBefore = SignalHandlers.types();

    @Nested
    class When_two_frameworks_run_in_one_JVM {
        @Test
        void what_stops_in_one_is_not_felt_in_the_other() throws Exception {
            try (TestFramework first = TestFramework.withNursery();
                    TestFramework second = TestFramework.withNursery()) {
                Probe goesOn = busy(first);
                Probe ends = busy(second);
                // names and numbers are the same in both
                assertThat(ends.nursery()).isEqualTo(goesOn.nursery());
                second.shutDown();
                assertThat(ends.closed()).isTrue();
                assertThat(goesOn.closed()).isFalse();
                assertThat(goesOn.outcome("worker")).isEqualTo("RUNNING");
                assertThat(first.log().warnings()).isEmpty();
            }
            assertThat(SignalHandlers.types()).isEqualTo(handlersBefore);
        }

        @Test
        void the_loader_of_each_is_collected_whichever_stops_first() throws Exception {
            Collected oldest;
            Collected newest;
            try (AutoCloseable handlers = SignalHandlers.kept();
                    TestFramework first = TestFramework.withNursery();
                    TestFramework second = TestFramework.withNursery()) {
                assertThat(handlers).isNotNull();
                busy(first);
                List<String> handlersOfTheFirst = SignalHandlers.types();
                busy(second);
                oldest = removal(first);
                // the hooks of the second are on top and stay there
                assertThat(SignalHandlers.types()).isNotEqualTo(handlersBefore);
                assertThat(SignalHandlers.types()).hasSameSizeAs(handlersOfTheFirst);
                assertThat(oldest.within(Limit.GENEROUS)).isTrue();
                newest = removal(second);
                assertThat(newest.within(Limit.GENEROUS)).isTrue();
            }
        }

        private Collected removal(TestFramework framework) throws Exception {
            Bundle impl = framework.impl();
            Collected loader = Collected.loaderOf(impl);
            framework.uninstall(impl);
            framework.refresh(impl);
            return loader;
        }
    }

    @Nested
    class When_a_framework_is_started_again_in_the_same_JVM {
        @Test
        void consumers_get_new_nurseries_and_nothing_of_the_old_ones_is_left() throws Exception {
            try (TestFramework framework = TestFramework.withNursery()) {
                Probe old = busy(framework);
                Collected impl = Collected.loaderOf(framework.impl());
                Collected consumer = Collected.loaderOf(framework.bundle("acme.search"));
                framework.restart();
                assertThat(old.closed()).isTrue();
                // taken by the event that tells of the start, which comes by a thread of the framework
                assertThat(Limit.comesTrue(Limit.GENEROUS, () -> takenTimes(framework) == 2))
                        .isTrue();
                assertThat(SignalHandlers.types()).isNotEqualTo(handlersBefore);
                framework.expect("worker cancelled");
                framework.probe(framework.bundle("acme.search")).start("second worker", Behaviour.WAITS);
                framework.expect("second worker runs");
                old = null;
                assertThat(impl.within(Limit.GENEROUS)).as("impl collected").isTrue();
                assertThat(consumer.within(Limit.GENEROUS))
                        .as("consumer collected")
                        .isTrue();
                assertThat(framework.errors()).isEmpty();
                assertThat(framework.log().warnings()).isEmpty();
            }
            assertThat(SignalHandlers.types()).isEqualTo(handlersBefore);
        }
    }

    private static long takenTimes(TestFramework framework) {
        return framework.log().all().stream()
                .filter(line -> line.startsWith("signals ["))
                .count();
    }

    private static Probe busy(TestFramework framework) throws Exception {
        Probe probe = framework.probe(framework.add(Holder.COMPONENT.bundle("acme.search")));
        probe.start("worker", Behaviour.WAITS);
        framework.expect("worker runs");
        return probe;
    }
}
