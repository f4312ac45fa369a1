package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

@EachContainer
class StartOrderTest {
    private static final Map<String, String> SCOPES = Map.of(
            "codestare.nursery.TaskNursery", Constants.SCOPE_PROTOTYPE,
            "codestare.nursery.TaskNurseryFactory", Constants.SCOPE_BUNDLE,
            "codestare.nursery.LoopRegistry", Constants.SCOPE_BUNDLE,
            "codestare.nursery.ShutdownService", Constants.SCOPE_BUNDLE,
            "codestare.nursery.runtime.NurseryRuntime", Constants.SCOPE_SINGLETON);

    private final TestFramework framework = TestFramework.empty();
    private Map<String, Bundle> bundles;

    StartOrderTest() throws Exception {}

    @BeforeEach
    void install() throws Exception {
        List<Bundle> installed = framework.installNursery();
        bundles = Map.of("api", installed.get(0), "impl", installed.get(1), "scr", installed.get(2));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    static Stream<List<String>> orders() {
        return Stream.of(
                List.of("api", "impl", "scr"),
                List.of("api", "scr", "impl"),
                List.of("impl", "api", "scr"),
                List.of("impl", "scr", "api"),
                List.of("scr", "api", "impl"),
                List.of("scr", "impl", "api"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void each_service_is_registered_once_whatever_starts_first(List<String> order) throws Exception {
        for (String bundle : order) {
            framework.start(bundles.get(bundle));
        }
        for (Map.Entry<String, String> service : SCOPES.entrySet()) {
            assertThat(framework.scopes(service.getKey())).as(service.getKey()).containsExactly(service.getValue());
        }
        assertThat(framework.errors()).isEmpty();
        assertThat(framework.log().warnings()).isEmpty();
    }

    @Test
    void services_appear_when_declarative_services_start_after_impl() throws Exception {
        framework.start(bundles.get("api"));
        framework.start(bundles.get("impl"));
        assertThat(framework.scopes("codestare.nursery.TaskNursery")).isEmpty();
        framework.start(bundles.get("scr"));
        assertThat(framework.scopes("codestare.nursery.TaskNursery")).containsExactly(Constants.SCOPE_PROTOTYPE);
    }

    @Test
    void a_component_that_was_there_first_gets_its_nursery_when_impl_starts() throws Exception {
        framework.start(bundles.get("scr"));
        Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
        assertThat(framework.journal().notes()).isEmpty();
        framework.start(bundles.get("impl"));
        framework.expect("acme.search 1.0.0 activated");
        framework.probe(consumer).start("worker", Behaviour.WAITS);
        framework.expect("worker runs");
    }
}
