package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.IntakeComponent;
import codestare.nursery.itest.consumer.SignalledActivator;
import codestare.nursery.itest.consumer.SlowActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import codestare.nursery.itest.program.BareLauncher;
import codestare.nursery.itest.program.TwinLauncher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;

/** Processes whose launcher leaves the framework running when the JVM ends. */
@EachContainer
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(named = "scr", matches = ".+", disabledReason = "signals do not depend on it")
class LauncherProcessTest {
    private static final String ALWAYS = "-Dcodestare.nursery.framework.stop=always";

    @TempDir
    private Path folder;

    @Nested
    class When_the_end_of_the_JVM_is_to_stop_the_framework {
        @ParameterizedTest
        @CsvSource({"TERM, signal, 143", "INT, signal, 130", "TERM, zero, 0", "HUP, 7, 7"})
        void a_signal_drains_and_stops_it_and_the_status_is_that_of_the_policy(String signal, String policy, int status)
                throws Exception {
            try (ChildProcess process =
                    launcher(Behaviour.WAITS, ALWAYS, "-Dcodestare.nursery.exit.status=" + policy)) {
                process.expect("ready");
                process.signal(signal);
                assertThat(process.status()).as(process.text()).isEqualTo(status);
                assertThat(process.notes())
                        .containsSubsequence("exit callback, services are up", "worker cancelled", "bundle stops");
                assertThat(process.text()).doesNotContain("is left behind");
            }
        }

        @Test
        void an_exit_without_a_signal_drains_and_stops_it_too() throws Exception {
            try (ChildProcess process = launcher(Behaviour.WAITS, ALWAYS, "-Ditest.launcher=exits")) {
                assertThat(process.status()).as(process.text()).isEqualTo(7);
                assertThat(process.notes())
                        .containsSubsequence("exit callback, services are up", "worker cancelled", "bundle stops");
            }
        }

        @Test
        void a_signal_that_comes_before_the_signals_are_taken_drains_and_stops_it_too() throws Exception {
            try (ChildProcess process = launcher(BareLauncher.class, Behaviour.WAITS, List.of(slowBundle()), ALWAYS)) {
                process.expect("worker runs");
                process.expect("slow start begins");
                process.signal("TERM");
                process.expect("worker cancelled");
                process.signal("WINCH");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes())
                        .containsSubsequence("exit callback, services are up", "worker cancelled", "bundle stops");
                assertThat(process.text()).doesNotContain("ends all work");
            }
        }

        @Test
        void a_stop_that_blocks_takes_no_more_than_the_deadline() throws Exception {
            try (ChildProcess process = launcher(
                    Behaviour.WAITS, ALWAYS, "-Ditest.stop=blocks", "-Dcodestare.nursery.shutdown.deadline=PT2S")) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes()).containsSubsequence("worker cancelled", "bundle stops");
            }
        }
    }

    @Nested
    class When_the_launcher_is_not_known {
        @Test
        void the_framework_is_left_to_it() throws Exception {
            try (ChildProcess process = launcher(Behaviour.WAITS)) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes()).contains("worker cancelled").doesNotContain("bundle stops");
            }
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "framework", matches = "org.eclipse.osgi")
    class When_the_launcher_is_that_of_Equinox {
        @ParameterizedTest
        @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
        void a_signal_drains_and_stops_the_framework_by_itself(String signal, int status) throws Exception {
            try (ChildProcess process = ChildProcess.java(equinox())) {
                // the framework has started before its bundles: the first nursery takes the signals at once
                process.expect("worker runs");
                process.expect("intake opens");
                process.signal(signal);
                assertThat(process.status()).as(process.text()).isEqualTo(status);
                assertThat(process.notes())
                        .containsSubsequence("exit callback, services are up", "worker cancelled", "bundle stops");
            }
        }

        @Test
        void a_signal_does_so_while_bundles_still_start() throws Exception {
            Path slow = slowBundle();
            try (ChildProcess process = ChildProcess.java(equinox(slow))) {
                process.expect("worker runs");
                process.expect("slow start begins");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes())
                        .containsSubsequence(
                                "exit callback, services are up",
                                "worker cancelled",
                                "slow start ends",
                                "bundle stops");
            }
        }

        private List<String> equinox(Path... more) throws Exception {
            String start = Stream.concat(bundles().stream(), Stream.of(more))
                    .map(file -> "reference:" + file.toUri() + "@start")
                    .collect(Collectors.joining(","));
            return List.of(
                    "-Ditest.worker=" + Behaviour.WAITS,
                    "-Dosgi.configuration.area="
                            + folder.resolve("configuration").toUri(),
                    "-Dosgi.install.area=" + folder.toUri(),
                    "-Dosgi.noShutdown=true",
                    "-Declipse.ignoreApp=true",
                    "-Dosgi.bundles=" + start,
                    "-D" + Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA + "=" + Probe.class.getPackageName(),
                    "-cp",
                    ChildProcess.classPath(framework(), Path.of("target", "test-classes")),
                    "org.eclipse.core.runtime.adaptor.EclipseStarter");
        }
    }

    @Nested
    class When_the_framework_has_not_reached_its_start_level {
        @Test
        void the_signals_are_taken_later() throws Exception {
            try (ChildProcess process = launcher(Behaviour.WAITS, "-Ditest.watch=true")) {
                process.expect("signals INT INSTALLED, TERM INSTALLED, HUP INSTALLED");
                assertThat(process.notes())
                        .containsSubsequence("signals ", "signals INT INSTALLED, TERM INSTALLED, HUP INSTALLED");
            }
        }
    }

    @Nested
    class When_the_launcher_takes_a_signal_later {
        @Test
        void it_is_taken_anew_and_the_launcher_gets_it_after_the_drain() throws Exception {
            try (ChildProcess process =
                    launcher(Behaviour.WAITS, ALWAYS, "-Ditest.watch=true", "-Ditest.launcher=takes TERM")) {
                process.expect("signals INT INSTALLED, TERM CHAINED, HUP INSTALLED");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes())
                        .containsSubsequence("worker cancelled", "launcher gets TERM", "bundle stops");
            }
        }
    }

    @Nested
    class When_the_owner_of_hangups_goes_away {
        @Test
        void they_are_taken_when_the_framework_has_refreshed() throws Exception {
            try (ChildProcess process =
                    launcher(Behaviour.WAITS, ALWAYS, "-Ditest.watch=true", "-Ditest.launcher=takes HUP for a while")) {
                process.expect("signals INT INSTALLED, TERM INSTALLED, HUP LEFT");
                process.expect("signals INT INSTALLED, TERM INSTALLED, HUP CHAINED");
                process.signal("HUP");
                assertThat(process.status()).as(process.text()).isEqualTo(129);
                assertThat(process.notes())
                        .containsSubsequence("worker cancelled", "bundle stops")
                        .doesNotContain("launcher gets HUP");
                assertThat(process.text()).contains("signal [HUP] ends all work");
            }
        }
    }

    @Nested
    class When_there_is_a_delay {
        @Test
        void the_intake_closes_first_and_work_goes_on_until_a_second_signal_comes() throws Exception {
            try (ChildProcess process = launcher(
                    Behaviour.WAITS,
                    ALWAYS,
                    "-Dcodestare.nursery.shutdown.delay=PT1H",
                    "-Dcodestare.nursery.shutdown.deadline=PT1H")) {
                process.expect("ready");
                process.expect("intake opens");
                process.signal("TERM");
                process.expect("intake closes");
                assertThat(process.notes()).doesNotContain("worker cancelled");
                process.signal("TERM");
                // nothing is waited for any more, the worker neither
                assertThat(process.status()).as(process.text()).isEqualTo(143);
            }
        }

        @Test
        void it_passes_and_then_work_ends() throws Exception {
            try (ChildProcess process =
                    launcher(Behaviour.WAITS, ALWAYS, "-Dcodestare.nursery.shutdown.delay=PT0.3S")) {
                process.expect("ready");
                process.expect("intake opens");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes())
                        .containsSubsequence(
                                "intake closes", "exit callback, services are up", "worker cancelled", "bundle stops");
            }
        }
    }

    @Nested
    class When_hangups_are_to_be_ignored {
        @Test
        void one_changes_nothing() throws Exception {
            try (ChildProcess process =
                    launcher(Behaviour.WAITS, "-Ditest.watch=true", "-Dcodestare.nursery.signals.hup=ignore")) {
                process.expect("signals INT INSTALLED, TERM INSTALLED, HUP IGNORED");
                process.signal("HUP");
                // signals are delivered one after the other: had the first one done something, it would come first
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.text())
                        .contains("signal [TERM] ends all work")
                        .doesNotContain("signal [HUP] ends all work");
            }
        }
    }

    @Nested
    class When_two_frameworks_run_in_one_process {
        @ParameterizedTest
        @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
        void a_signal_drains_and_stops_both(String signal, int status) throws Exception {
            try (ChildProcess process = launcher(TwinLauncher.class, Behaviour.WAITS, List.of(), ALWAYS)) {
                process.expect("done");
                process.signal(signal);
                assertThat(process.status()).as(process.text()).isEqualTo(status);
                assertDrainedAndStopped(process, "first");
                assertDrainedAndStopped(process, "second");
            }
        }

        @Test
        void a_second_signal_waits_for_neither() throws Exception {
            try (ChildProcess process = launcher(
                    TwinLauncher.class,
                    Behaviour.STUBBORN,
                    List.of(),
                    "-Dcodestare.nursery.shutdown.deadline=PT1H",
                    "-Dcodestare.nursery.framework.stop=never")) {
                process.expect("done");
                process.signal("TERM");
                process.expect("second worker is stubborn");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
            }
        }

        @ParameterizedTest
        @CsvSource({"first, second", "second, first"})
        void the_stop_of_one_takes_nothing_from_the_other(String stopped, String other) throws Exception {
            try (ChildProcess process =
                    launcher(TwinLauncher.class, Behaviour.WAITS, List.of(), ALWAYS, "-Ditest.stops=" + stopped)) {
                process.expect("done");
                assertDrainedAndStopped(process, stopped);
                assertThat(process.notes()).doesNotContain(other + " worker cancelled");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertDrainedAndStopped(process, other);
            }
        }

        @ParameterizedTest
        @CsvSource({"second first, handlers are as before", "first second, done"})
        void a_signal_is_the_launchers_when_both_have_stopped(String order, String note) throws Exception {
            try (ChildProcess process =
                    launcher(TwinLauncher.class, Behaviour.WAITS, List.of(), ALWAYS, "-Ditest.stops=" + order)) {
                process.expect(note);
                process.expect("done");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.text()).doesNotContain("ends all work");
            }
        }

        private void assertDrainedAndStopped(ChildProcess process, String framework) {
            assertThat(process.notes())
                    .containsSubsequence(
                            framework + " exit callback, services are up",
                            framework + " worker cancelled",
                            framework + " bundle stops");
        }
    }

    private ChildProcess launcher(Behaviour worker, String... options) throws Exception {
        return launcher(BareLauncher.class, worker, List.of(), options);
    }

    private ChildProcess launcher(Class<?> main, Behaviour worker, List<Path> more, String... options)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("-Ditest.worker=" + worker);
        arguments.addAll(List.of(
                "-cp",
                ChildProcess.classPath(framework(), Path.of("target", "test-classes")),
                main.getName(),
                folder.resolve("cache").toString()));
        Stream.concat(bundles().stream(), more.stream())
                .forEach(file -> arguments.add(file.toUri().toString()));
        return ChildProcess.java(arguments);
    }

    private Path slowBundle() throws Exception {
        return ConsumerBundle.named("slow").activator(SlowActivator.class).writeTo(folder);
    }

    private List<Path> bundles() throws Exception {
        List<Path> bundles = new ArrayList<>(ProductBundles.all());
        bundles.add(ConsumerBundle.named("acme.search")
                .activator(SignalledActivator.class)
                .components(IntakeComponent.class)
                .writeTo(Files.createDirectories(folder.resolve("bundles"))));
        return bundles;
    }

    /** The jar of the framework that the class path has. */
    private static Path framework() throws Exception {
        Class<?> factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .getClass();
        return Path.of(
                factory.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
