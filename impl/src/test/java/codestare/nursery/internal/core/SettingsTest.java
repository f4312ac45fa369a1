package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
    private static final String LIMIT = "codestare.nursery.tasks.limit";

    private static Settings from(Map<String, String> properties) {
        return Settings.read(SettingSource.properties(properties::get), Settings.DEFAULTS, Settings.DEFAULTS);
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
            assertThat(from(Map.of(LIMIT, "7")))
                    .isEqualTo(new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.AUTO, false, 7));
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
        @CsvSource({"auto,AUTO", "platform,PLATFORM"})
        void threads_have_kinds(String value, ThreadKind kind) {
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
                    "setting [codestare.nursery.threads] is [" + value + "]; choose " + kinds(),
                    () -> from(Map.of(THREADS, value)));
        }

        @Test
        void virtual_threads_are_refused_by_a_JVM_without_them() {
            if (ThreadMaker.hasVirtualThreads()) {
                assertThat(from(Map.of(THREADS, "virtual")).threads()).isEqualTo(ThreadKind.VIRTUAL);
            } else {
                assertRefused(
                        IllegalArgumentException.class,
                        "setting [codestare.nursery.threads] is [virtual]; choose auto or platform;"
                                + " virtual threads need Java 21 or newer",
                        () -> from(Map.of(THREADS, "virtual")));
            }
        }

        private static String kinds() {
            return ThreadMaker.hasVirtualThreads()
                    ? "auto, virtual or platform"
                    : "auto or platform; virtual threads need Java 21 or newer";
        }

        @ParameterizedTest
        @ValueSource(strings = {"many", "", "-1", "1000001", "1.5", "99999999999"})
        void a_number_is_refused_with_key_value_and_range(String value) {
            assertRefused(
                    IllegalArgumentException.class,
                    "setting [codestare.nursery.tasks.limit] is [" + value + "]; choose a number from 0 to 1000000",
                    () -> from(Map.of(LIMIT, value)));
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
    class When_a_bad_value_is_told_and_not_thrown {
        private final Settings last =
                new Settings(Duration.ofSeconds(1), Duration.ofSeconds(2), ThreadKind.PLATFORM, true);
        private final List<String> refusals = new ArrayList<>();

        private Settings configured(Map<String, ?> configuration) {
            return Settings.read(SettingSource.configuration(configuration, refusals::add), Settings.DEFAULTS, last);
        }

        @Test
        void its_last_good_one_stays_and_the_others_are_read() {
            assertThat(configured(Map.of("grace", "soon", "shutdown.deadline", "PT3S", "threads.fresh", "maybe")))
                    .isEqualTo(new Settings(Duration.ofSeconds(1), Duration.ofSeconds(3), ThreadKind.AUTO, true));
            assertThat(refusals)
                    .containsExactly(
                            "setting [grace] of [codestare.nursery] is [soon];"
                                    + " choose a duration from PT0S to PT1H, or milliseconds",
                            "setting [threads.fresh] of [codestare.nursery] is [maybe]; choose true or false");
        }

        @Test
        void what_is_not_configured_falls_back_and_not_to_the_last_one() {
            assertThat(configured(Map.of())).isEqualTo(Settings.DEFAULTS);
            assertThat(refusals).isEmpty();
        }

        @Test
        void numbers_and_flags_need_not_be_strings() {
            assertThat(configured(Map.of("grace", 250L, "shutdown.deadline", 3000, "threads.fresh", true)))
                    .isEqualTo(new Settings(Duration.ofMillis(250), Duration.ofSeconds(3), ThreadKind.AUTO, true));
            assertThat(refusals).isEmpty();
        }
    }

    @Nested
    class When_they_change {
        @EachThreadKind
        void open_nurseries_take_the_new_ones(Ground ground) throws Exception {
            NurseryEngine engine = new NurseryEngine(
                    new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ground.kind(), false), () -> {});
            Tenant tenant = engine.bundle("acme.other", 18, null);
            LoopNursery nursery = (LoopNursery) tenant.factory().open("N");
            LoopNursery own = (LoopNursery)
                    tenant.factory().open(NurseryOptions.defaults().withGrace(Duration.ofMillis(9)));
            CountDownLatch release = new CountDownLatch(1);
            Task<Thread> running = nursery.createTask(() -> {
                release.await();
                return Thread.currentThread();
            });

            engine.apply(new Settings(Duration.ofMillis(7), Duration.ofSeconds(25), ThreadKind.PLATFORM, true));

            assertThat(nursery.grace()).isEqualTo(Duration.ofMillis(7));
            assertThat(own.grace()).isEqualTo(Duration.ofMillis(9));
            assertThat(nursery.createTask(Thread::currentThread).get())
                    .satisfies(started -> assertThat(isVirtual(started)).isFalse())
                    .isNotSameAs(nursery.createTask(Thread::currentThread).get());
            assertThat(running.isDone()).isFalse();
            release.countDown();
            assertThat(isVirtual(running.get())).isEqualTo(ground.kind() == ThreadKind.VIRTUAL);
            tenant.end("the test ends", Deadline.in(Duration.ofSeconds(4))).await();
        }

        /** By name: this is compiled for Java 17. */
        private static boolean isVirtual(Thread thread) {
            return thread.getClass().getSimpleName().equals("VirtualThread");
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
