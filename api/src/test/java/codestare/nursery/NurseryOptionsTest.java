package codestare.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NurseryOptionsTest {
    private static final TaskLoop LOOP = (TaskLoop) Proxy.newProxyInstance(
            TaskLoop.class.getClassLoader(),
            new Class<?>[] {TaskLoop.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "equals" -> proxy == args[0];
                case "hashCode" -> 1;
                default -> "loop";
            });

    @Test
    void the_defaults_leave_everything_to_the_settings() {
        assertThat(NurseryOptions.defaults()).isEqualTo(new NurseryOptions(null, null, null, null));
    }

    @Test
    void each_wither_changes_its_own_part_and_leaves_the_others_and_the_original() {
        NurseryOptions all = NurseryOptions.defaults()
                .withName("indexer")
                .withLoop(LOOP)
                .withGrace(Duration.ofSeconds(2))
                .withFreshThreads(true);
        assertThat(all).isEqualTo(new NurseryOptions("indexer", LOOP, Duration.ofSeconds(2), true));
        assertThat(all.withName("other").withGrace(Duration.ZERO).withFreshThreads(false))
                .isEqualTo(new NurseryOptions("other", LOOP, Duration.ZERO, false));
        assertThat(all.name()).isEqualTo("indexer");
        assertThat(NurseryOptions.defaults().name()).isNull();
    }

    @Nested
    class When_a_value_is_bad {
        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void an_empty_name_is_refused(String name) {
            assertThatThrownBy(() -> NurseryOptions.defaults().withName(name))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("name [" + name + "] of a nursery is empty; give it a name or leave it out");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
        void a_grace_out_of_range_is_refused(Duration grace) {
            assertThatThrownBy(() -> NurseryOptions.defaults().withGrace(grace))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("grace [" + grace + "] is out of range; choose a duration from PT0S to PT1H");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT1H"})
        void the_ends_of_the_range_are_taken(Duration grace) {
            assertThat(NurseryOptions.defaults().withGrace(grace).grace()).isEqualTo(grace);
        }

        @Test
        void nulls_are_refused_by_name() {
            NurseryOptions options = NurseryOptions.defaults();
            assertThatThrownBy(() -> options.withName(null))
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage("name");
            assertThatThrownBy(() -> options.withLoop(null))
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage("loop");
            assertThatThrownBy(() -> options.withGrace(null))
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage("grace");
        }
    }
}
