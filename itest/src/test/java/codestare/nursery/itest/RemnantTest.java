package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.RemnantsActivator;
import codestare.nursery.itest.probe.Remnant;
import codestare.nursery.itest.probe.Remnants;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;

@EachContainer
class RemnantTest {
    @Nested
    class When_a_consumer_that_left_something_is_uninstalled_and_refreshed {
        private final CompletableFuture<String> foreign = new CompletableFuture<>();

        @ParameterizedTest
        @EnumSource
        void its_loader_is_collected(Remnant remnant) throws Exception {
            try (TestFramework framework = TestFramework.withNursery()) {
                Bundle consumer =
                        framework.add(ConsumerBundle.named("acme.search").activator(RemnantsActivator.class));
                if (remnant == Remnant.ADOPTED_DONE) {
                    foreign.complete("done");
                }
                Object kept = framework.service(consumer, Remnants.class).leave(remnant, foreign);
                Collected loader = Collected.loaderOf(consumer);
                framework.uninstall(consumer);
                framework.refresh(consumer);
                assertThat(loader.within(Limit.GENEROUS)).isTrue();
                assertThat(kept).as("it is kept all the time").isNotNull();
                assertThat(foreign).as("so is this").isNotNull();
                assertThat(framework.log().stragglers()).isEmpty();
            }
        }
    }
}
