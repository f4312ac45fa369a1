package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.ServiceLoaderActivator;
import codestare.nursery.itest.probe.Behaviour;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Felix with a mediator that lets bundles use the service loader: there is one engine all the same. */
class SpiFlyTest {
    private static final String USE_THE_SERVICE =
            " is not for use inside OSGi; use the service [codestare.nursery.TaskNurseryFactory], by @Reference or from the bundle context";
    private static final String FRONT_DOOR = "front door: class [codestare.nursery.Nurseries]" + USE_THE_SERVICE;

    @Nested
    class As_it_comes {
        private final TestFramework framework = TestFramework.empty();

        As_it_comes() throws Exception {
            startAll(framework);
        }

        @AfterEach
        void stop() throws Exception {
            framework.close();
        }

        @Test
        void it_finds_no_provider_and_the_front_door_stays_shut() throws Exception {
            framework.add(loader());
            assertThat(framework.journal().notes()).containsExactly("found none", FRONT_DOOR);
            assertThat(framework.scopes("codestare.nursery.NurseryProvider")).isEmpty();
        }

        @Test
        void the_services_are_registered_once_and_work() throws Exception {
            framework.add(loader());
            assertThat(framework.scopes("codestare.nursery.TaskNurseryFactory")).hasSize(1);
            Bundle consumer = framework.add(Holder.FACTORY.bundle("acme.search"));
            Holder.FACTORY.probe(framework, consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.stop(consumer);
            assertThat(framework.journal().notes()).contains("worker cancelled");
        }
    }

    @Nested
    class Told_to_take_the_implementation_for_a_provider {
        private final TestFramework framework =
                TestFramework.empty(Map.of("org.apache.aries.spifly.auto.providers", "codestare.nursery.impl"));

        Told_to_take_the_implementation_for_a_provider() throws Exception {
            startAll(framework);
        }

        @AfterEach
        void stop() throws Exception {
            framework.close();
        }

        @Test
        void it_finds_one_that_refuses_to_be_a_second_engine() throws Exception {
            framework.add(loader());
            assertThat(framework.journal().notes())
                    .containsExactly(
                            "refused: class [codestare.nursery.internal.plain.PlainProvider]" + USE_THE_SERVICE,
                            FRONT_DOOR);
        }
    }

    private static ConsumerBundle loader() {
        return ConsumerBundle.named("acme.loader")
                .activator(ServiceLoaderActivator.class)
                .header("SPI-Consumer", "*");
    }

    /** The mediator first: it sees what comes after it. */
    private static void startAll(TestFramework framework) throws Exception {
        for (Path file : ProductBundles.SPI_FLY) {
            framework.start(framework.install(file));
        }
        for (Bundle bundle : framework.installNursery()) {
            framework.start(bundle);
        }
    }
}
