package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.consumer.LeakingActivator;
import codestare.nursery.itest.consumer.PlainActivator;
import codestare.nursery.itest.consumer.PrototypeComponent;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

@EachContainer
class ClassLoaderTest {
    private final TestFramework framework = TestFramework.withNursery();

    ClassLoaderTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_a_consumer_is_uninstalled_and_refreshed {
        @Test
        void the_loader_of_a_component_is_collected() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").components(PrototypeComponent.class));
            framework.probe(consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertCollectedAfterRemoval(consumer);
        }

        @Test
        void the_loader_of_an_activator_that_gave_nothing_back_is_collected() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(PlainActivator.class));
            framework.probe(consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertCollectedAfterRemoval(consumer);
        }

        @Test
        void the_loader_is_collected_after_a_task_failed() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
            framework.service(consumer, BundleView.class).open("indexer").start("worker", Behaviour.FAILS);
            framework.expect("worker runs");
            assertCollectedAfterRemoval(consumer);
        }

        @Test
        void the_loader_is_collected_once_a_straggler_has_ended() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
            framework
                    .service(consumer, BundleView.class)
                    .open("indexer", Duration.ofMillis(200))
                    .start("worker", Behaviour.STUBBORN);
            framework.expect("worker runs");
            Collected loader = remove(consumer);
            assertThat(loader.within(Duration.ofMillis(500)))
                    .as("collected while the task runs")
                    .isFalse();
            framework.journal().note("worker may end");
            framework.expect("worker ended");
            assertThat(loader.within(Limit.GENEROUS)).isTrue();
        }

        @Test
        void a_thread_with_the_loader_as_context_class_loader_is_found_out() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.leak").activator(LeakingActivator.class));
            Collected loader = remove(consumer);
            assertThat(loader.within(Duration.ofSeconds(1)))
                    .as("collected while the thread lives")
                    .isFalse();
            framework.journal().note("leak may end");
            assertThat(loader.within(Limit.GENEROUS)).isTrue();
        }
    }

    private void assertCollectedAfterRemoval(Bundle consumer) throws Exception {
        Collected loader = remove(consumer);
        assertThat(loader.within(Limit.GENEROUS)).isTrue();
        assertThat(framework.log().stragglers()).isEmpty();
        assertThat(LiveThreads.vanish("acme.search", Limit.GENEROUS))
                .as("no thread of the consumer among %s", LiveThreads.names())
                .isTrue();
    }

    private Collected remove(Bundle consumer) throws Exception {
        Collected loader = Collected.loaderOf(consumer);
        framework.uninstall(consumer);
        framework.refresh(consumer);
        return loader;
    }
}
