package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.core.SettingSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalSettingsTest {
    private static final SignalSettings LAST =
            new SignalSettings(List.of("USR2"), HupPolicy.LEAVE, new ExitStatus(3), Duration.ofSeconds(9));

    private final List<String> refusals = new ArrayList<>();

    private SignalSettings configured(Map<String, ?> configuration) {
        return SignalSettings.read(
                SettingSource.configuration(configuration, refusals::add), SignalSettings.DEFAULTS, LAST);
    }

    @Nested
    class When_nothing_is_set {
        @Test
        @DisabledOnOs(OS.WINDOWS)
        void the_defaults_hold() {
            assertThat(configured(Map.of()))
                    .isEqualTo(new SignalSettings(
                            List.of("INT", "TERM", "HUP"), HupPolicy.AUTO, ExitStatus.OF_THE_SIGNAL, Duration.ZERO));
        }
    }

    @Nested
    class When_values_are_good {
        @Test
        void signals_are_names_in_one_string_or_in_several_or_none() {
            assertThat(configured(Map.of("signals", "TERM, INT,TERM")).signals())
                    .containsExactly("TERM", "INT");
            assertThat(configured(Map.of("signals", new String[] {"TERM", "INT"}))
                            .signals())
                    .containsExactly("TERM", "INT");
            assertThat(configured(Map.of("signals", List.of("USR1"))).signals()).containsExactly("USR1");
            assertThat(configured(Map.of("signals", "none")).signals()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"auto,AUTO", "shutdown,SHUTDOWN", "ignore,IGNORE", "leave,LEAVE"})
        void hangups_have_four_policies(String value, HupPolicy policy) {
            assertThat(configured(Map.of("signals.hup", value)).hup()).isEqualTo(policy);
        }

        @ParameterizedTest
        @CsvSource({"signal,", "zero,0", "0,0", "255,255"})
        void the_status_is_that_of_the_signal_or_fixed(String value, Integer fixed) {
            assertThat(configured(Map.of("exit.status", value)).exitStatus()).isEqualTo(new ExitStatus(fixed));
        }

        @Test
        void the_status_may_be_a_number() {
            assertThat(configured(Map.of("exit.status", 7)).exitStatus()).isEqualTo(new ExitStatus(7));
        }

        @Test
        void the_delay_is_a_duration() {
            assertThat(configured(Map.of("shutdown.delay", "PT5S")).delay()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Nested
    class When_a_value_is_bad {
        @ParameterizedTest
        @ValueSource(strings = {"SIGTERM", "term", "TERM;INT", "TERM,", "", "none,TERM"})
        void signals_are_refused_with_key_value_and_range(String value) {
            assertThat(configured(Map.of("signals", value)).signals()).isEqualTo(LAST.signals());
            assertThat(refusals)
                    .containsExactly("setting [signals] of [codestare.nursery] is [" + value
                            + "]; choose none, or names without SIG such as INT,TERM,HUP");
        }

        @ParameterizedTest
        @ValueSource(strings = {"reload", "", "AUTO"})
        void a_policy_of_hangups_is_refused_with_key_value_and_range(String value) {
            assertThat(configured(Map.of("signals.hup", value)).hup()).isEqualTo(LAST.hup());
            assertThat(refusals)
                    .containsExactly("setting [signals.hup] of [codestare.nursery] is [" + value
                            + "]; choose auto, shutdown, ignore or leave");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "256", "one", "", "1.0"})
        void a_status_is_refused_with_key_value_and_range(String value) {
            assertThat(configured(Map.of("exit.status", value)).exitStatus()).isEqualTo(LAST.exitStatus());
            assertThat(refusals)
                    .containsExactly("setting [exit.status] of [codestare.nursery] is [" + value
                            + "]; choose signal, zero, or a number from 0 to 255");
        }

        @Test
        void a_delay_is_refused_with_key_value_and_range() {
            assertThat(configured(Map.of("shutdown.delay", "PT2H")).delay()).isEqualTo(LAST.delay());
            assertThat(refusals)
                    .containsExactly("setting [shutdown.delay] of [codestare.nursery] is [PT2H];"
                            + " choose a duration from PT0S to PT1H, or milliseconds");
        }
    }
}
