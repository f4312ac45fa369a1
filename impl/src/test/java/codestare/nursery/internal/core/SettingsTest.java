package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryOptions;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.ThreadKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String GRACE = "codestare.nursery.grace";
    private static final String DEADLINE = "codestare.nursery.shutdown.deadline";
    private static final String THREADS = "codestare.nursery.threads";
    private static final String FRESH = "codestare.nursery.threads.fresh";

    private static Settings from(Map<String, String> properties) {
        return Settings.from(properties::get);
    }

    @Nested
    class When_nothing_is_set {
        @Test
        void the_defaults_hold() {
            assertThat(from(Map.of()))
                    .isEqualTo(new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.AUTO, false))
                    .isEqualTo(Settings.DEFAULTS);
        }
    }

    @Nested
    class When_values_are_good {
        @Test
        void each_key_sets_its_own() {
            assertThat(from(Map.of(GRACE, "PT2S")))
                    .isEqualTo(new Settings(Duration.ofSeconds(2), Duration.ofSeconds(25), ThreadKind.AUTO, false));
            assertThat(from(Map.of(DEADLINE, "PT2S")))
                    .isEqualTo(new Settings(Duration.ofSeconds(4), Duration.ofSeconds(2), ThreadKind.AUTO, false));
            assertThat(from(Map.of(THREADS, "platform")))
                    .isEqualTo(new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.PLATFORM, false));
            assertThat(from(Map.of(FRESH, "true")))
                    .isEqualTo(new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.AUTO, true));
        }

        @ParameterizedTest
        @CsvSource({
            "250,PT0.25S",
            "PT0.25S,PT0.25S",
            "0,PT0S",
            "PT0S,PT0S",
            "PT1H,PT1H",
            "3600000,PT1H",
            "PT1M30S,PT1M30S"
        })
        void durations_are_milliseconds_or_ISO_8601(String value, Duration meant) {
            assertThat(from(Map.of(GRACE, value)).grace()).isEqualTo(meant);
            assertThat(from(Map.of(DEADLINE, " " + value + " ")).shutdownDeadline())
                    .isEqualTo(meant);
        }

        @ParameterizedTest
        @CsvSource({"auto,AUTO", "virtual,VIRTUAL", "platform,PLATFORM"})
        void threads_have_three_kinds(String value, ThreadKind kind) {
            assertThat(from(Map.of(THREADS, value)).threads()).isEqualTo(kind);
        }

        @Test
        void flags_are_true_or_false() {
            assertThat(from(Map.of(FRESH, "true")).freshThreads()).isTrue();
            assertThat(from(Map.of(FRESH, "false")).freshThreads()).isFalse();
        }
    }

    @Nested
    class When_a_value_is_bad {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "soon",
                    "",
                    "-1",
                    "PT-1S",
                    "PT1H0.001S",
                    "3600001",
                    "1.5",
                    "4 s",
                    "P1D",
                    "99999999999999999999",
                    "PT99999999999999999999S"
                })
        void a_duration_is_refused_with_key_value_and_range(String value) {
            for (String key : List.of(GRACE, DEADLINE)) {
                assertRefused(
                        IllegalArgumentException.class,
                        "setting [" + key + "] is [" + value
                                + "]; choose a duration from PT0S to PT1H, or milliseconds",
                        () -> from(Map.of(key, value)));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"green", "", "PLATFORM"})
        void a_kind_of_threads_is_refused_with_key_value_and_range(String value) {
            assertRefused(
                    IllegalArgumentException.class,
                    "setting [codestare.nursery.threads] is [" + value + "]; choose auto, virtual or platform",
                    () -> from(Map.of(THREADS, value)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"yes", "", "TRUE"})
        void a_flag_is_refused_with_key_value_and_range(String value) {
            assertRefused(
                    IllegalArgumentException.class,
                    "setting [codestare.nursery.threads.fresh] is [" + value + "]; choose true or false",
                    () -> from(Map.of(FRESH, value)));
        }
    }

    @Nested
    class When_an_engine_has_them {
        @EachThreadKind
        void a_nursery_takes_its_grace_and_freshness_from_them(Ground ground) throws Exception {
            NurseryEngine engine = new NurseryEngine(
                    new Settings(Duration.ofMillis(7), Duration.ofSeconds(25), ground.kind(), true), () -> {});
            Tenant tenant = engine.bundle("acme.other", 18, null);
            LoopNursery nursery = (LoopNursery) tenant.factory().open("N");
            assertThat(nursery.grace()).isEqualTo(Duration.ofMillis(7));
            assertThat(((LoopNursery) tenant.factory()
                                    .open(NurseryOptions.defaults().withGrace(Duration.ofMillis(9))))
                            .grace())
                    .isEqualTo(Duration.ofMillis(9));
            Thread first = nursery.createTask(Thread::currentThread).get();
            Thread second = nursery.createTask(Thread::currentThread).get();
            assertThat(second).isNotSameAs(first);
            tenant.end("the test ends", Deadline.in(Duration.ofSeconds(4))).await();
        }
    }
}
