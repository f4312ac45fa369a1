package codestare.nursery.internal.ds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "codestare.nursery.grace", "PT2S",
            "codestare.nursery.shutdown.deadline", "for ever",
            "codestare.nursery.framework.stop", "always");

    private final Configuration configuration = new Configuration(PROPERTIES::get);

    @Nested
    class When_nothing_is_configured {
        @Test
        void the_properties_of_the_framework_hold_and_the_default_of_a_bad_one() {
            FrameworkSettings settings = configuration.read(Map.of("component.id", 7L, "service.pid", "whatever"));

            assertThat(settings.nurseries().grace()).isEqualTo(Duration.ofSeconds(2));
            assertThat(settings.nurseries().shutdownDeadline()).isEqualTo(Duration.ofSeconds(25));
            assertThat(settings.frameworkStop()).isEqualTo(FrameworkStop.ALWAYS);
            assertThat(configuration.now()).isEqualTo(settings);
        }
    }

    @Nested
    class When_something_is_configured {
        @Test
        void it_holds_until_it_is_configured_no_more() {
            configuration.read(Map.of("grace", "PT3S", "framework.stop", "never"));
            assertThat(configuration.now().nurseries().grace()).isEqualTo(Duration.ofSeconds(3));
            assertThat(configuration.now().frameworkStop()).isEqualTo(FrameworkStop.NEVER);

            configuration.read(Map.of());

            assertThat(configuration.now().nurseries().grace()).isEqualTo(Duration.ofSeconds(2));
            assertThat(configuration.now().frameworkStop()).isEqualTo(FrameworkStop.ALWAYS);
        }
    }

    @Nested
    class When_something_bad_is_configured {
        @Test
        void the_last_good_value_stays_and_the_others_change() {
            configuration.read(Map.of("grace", "PT3S", "signals", "TERM"));

            configuration.read(Map.of("grace", "soon", "signals", "INT", "framework.stop", "maybe"));

            assertThat(configuration.now().nurseries().grace()).isEqualTo(Duration.ofSeconds(3));
            assertThat(configuration.now().signals().signals()).containsExactly("INT");
            assertThat(configuration.now().frameworkStop()).isEqualTo(FrameworkStop.ALWAYS);
        }
    }
}
