package codestare.nursery.internal.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ShutdownReason;
import codestare.nursery.TaskLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Opens no nursery: that would take the signals of the JVM that runs the tests. */
class PlainProviderTest {
    @Nested
    class When_it_is_made {
        private final PlainProvider provider = new PlainProvider();

        @Test
        void it_gives_the_same_objects_each_time() {
            assertThat(provider.factory()).isSameAs(provider.factory());
            assertThat(provider.loops()).isSameAs(provider.loops());
            assertThat(provider.shutdownService()).isSameAs(provider.shutdownService());
            assertThat(provider.runtime()).isSameAs(provider.runtime());
        }

        @Test
        void its_services_are_those_of_one_process() throws Exception {
            assertThat(provider.loops().loops()).isEmpty();
            TaskLoop loop = provider.loops().defaultLoop();
            assertThat(loop.name()).isEqualTo("default");
            assertThat(loop.<Integer>run(() -> 5)).isEqualTo(5);
            // known to both as their own, and refused only since it has stopped
            assertThatThrownBy(() -> provider.factory().open("x", loop))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("loop [default] is stopped; use another one, or the default loop");
            provider.shutdownService().shutdown(loop, ShutdownReason.of("end")).get(30, TimeUnit.SECONDS);
        }

        @Test
        void another_one_is_another_process() {
            TaskLoop loop = new PlainProvider().loops().defaultLoop();
            assertThatThrownBy(() -> provider.factory().open("x", loop))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("loop [default] is not of the process; use one of its own");
            loop.stop();
        }
    }

    @Nested
    class When_a_system_property_is_bad {
        @Test
        void it_is_refused_with_key_value_and_range() {
            try (Property grace = new Property("grace")) {
                grace.set("soon");
                assertThatThrownBy(PlainProvider::new)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("setting [codestare.nursery.grace] is [soon];"
                                + " choose a duration from PT0S to PT1H, or milliseconds");
            }
        }
    }

    @Nested
    class When_the_system_properties_change {
        private final PlainProvider provider = new PlainProvider();

        @Test
        void they_hold_once_they_are_read() {
            try (Property grace = new Property("grace")) {
                assertThat(provider.settings().grace()).isEqualTo(Duration.ofSeconds(4));
                grace.set("PT2S");
                assertThat(provider.settings().grace()).isEqualTo(Duration.ofSeconds(4));

                provider.readSettings();

                assertThat(provider.settings().grace()).isEqualTo(Duration.ofSeconds(2));
            }
        }

        @Test
        void a_bad_one_is_refused_and_nothing_changes() {
            try (Property grace = new Property("grace");
                    Property status = new Property("exit.status")) {
                grace.set("PT2S");
                status.set("fine");

                assertThatThrownBy(provider::readSettings)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("setting [codestare.nursery.exit.status] is [fine];"
                                + " choose signal, zero, or a number from 0 to 255");

                assertThat(provider.settings().grace()).isEqualTo(Duration.ofSeconds(4));
            }
        }
    }

    /** A system property of ours for a moment. */
    private static final class Property implements AutoCloseable {
        private final String key;
        private final String before;

        Property(String key) {
            this.key = "codestare.nursery." + key;
            this.before = System.getProperty(this.key);
        }

        void set(String value) {
            System.setProperty(key, value);
        }

        @Override
        public void close() {
            if (before == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, before);
            }
        }
    }
}
