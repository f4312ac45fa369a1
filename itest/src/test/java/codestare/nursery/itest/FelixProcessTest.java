package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.SignalledActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Constants;

/** Felix as its own launcher runs it. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class FelixProcessTest {
    @TempDir
    private Path folder;

    @Nested
    class When_a_signal_ends_the_process {
        @ParameterizedTest
        @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
        void all_work_ends_while_services_are_up_and_then_the_framework_stops(String signal, int status)
                throws Exception {
            try (ChildProcess process = ChildProcess.java(launcher(Behaviour.WAITS))) {
                process.expect("ready");
                process.signal(signal);
                assertThat(process.status()).as(process.text()).isEqualTo(status);
                assertThat(process.notes())
                        .containsSubsequence(
                                "worker runs",
                                "ready",
                                "exit callback, services are up",
                                "worker cancelled",
                                "bundle stops")
                        .containsSubsequence("worker cancelled", "hook of the consumer ran")
                        .hasSize(6);
                assertThat(process.text()).doesNotContain("is left behind");
            }
        }
    }

    @Nested
    class When_a_task_does_not_end {
        @ParameterizedTest
        @EnumSource(names = {"STUBBORN", "SWALLOWS", "ENTERS_MONITOR", "ACCEPTS"})
        void the_process_ends_at_the_deadline_and_reports_it_once(Behaviour behaviour) throws Exception {
            List<String> command = launcher(
                    behaviour, "codestare.nursery.shutdown.deadline=PT1S", "codestare.nursery.threads=platform");
            try (ChildProcess process = ChildProcess.java(command)) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes()).contains("bundle stops", "hook of the consumer ran");
                assertThat(process.text())
                        .containsPattern(
                                "task \\[worker:work\\] of nursery \\[work\\] of bundle \\[acme.search/\\d+\\]"
                                        + " has not ended in time.*\\Rjava.lang.Throwable: .*(\\R\\s+at .*)*\\R\\s+at .*TaskBodies")
                        .containsOnlyOnce("is left behind");
            }
        }
    }

    @Nested
    class When_the_status_is_to_be_zero {
        @Test
        void it_is_zero_after_all_work_has_ended_and_the_framework_has_stopped() throws Exception {
            List<String> command = launcher(Behaviour.WAITS, "codestare.nursery.exit.status=zero");
            try (ChildProcess process = ChildProcess.java(command)) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isZero();
                assertThat(process.notes())
                        .containsSubsequence("exit callback, services are up", "worker cancelled", "bundle stops")
                        .contains("hook of the consumer ran");
            }
        }
    }

    @Nested
    class When_a_second_signal_comes {
        @Test
        void what_is_left_is_logged_with_its_stack_and_the_waits_end() throws Exception {
            try (ChildProcess process =
                    ChildProcess.java(launcher(Behaviour.STUBBORN, "codestare.nursery.shutdown.deadline=PT1H"))) {
                process.expect("ready");
                process.signal("TERM");
                process.expect("worker is stubborn");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.text())
                        .containsPattern(
                                "task \\[worker:work\\].* is still .*\\Rjava.lang.Throwable: .*(\\R\\s+at .*)*\\R\\s+at .*TaskBodies");
                assertThat(process.notes()).contains("bundle stops", "hook of the consumer ran");
            }
        }
    }

    @Nested
    class When_a_third_signal_comes {
        @Test
        void the_process_halts_although_the_stop_of_a_bundle_blocks() throws Exception {
            try (ChildProcess process = ChildProcess.java(
                    launcher(Behaviour.WAITS, "itest.stop=blocks", "codestare.nursery.shutdown.deadline=PT1H"))) {
                process.expect("ready");
                process.signal("TERM");
                process.expect("bundle stops");
                process.signal("TERM");
                assertThat(process.endsWithin(Duration.ofSeconds(2)))
                        .as("ended by the second signal")
                        .isFalse();
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
            }
        }
    }

    @Nested
    class When_hangups_are_ignored_from_the_start {
        @Test
        void one_changes_nothing_and_other_signals_still_end_the_process() throws Exception {
            try (ChildProcess process = ChildProcess.javaUnderNohup(launcher(Behaviour.WAITS))) {
                process.expect("ready");
                process.signal("HUP");
                // signals are delivered one after the other: had the first one done something, it would come first
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes())
                        .containsSubsequence("exit callback, services are up", "worker cancelled", "bundle stops");
                assertThat(process.text())
                        .contains("signals [INT installed, TERM installed, HUP ignored]")
                        .contains("signal [TERM] ends all work")
                        .doesNotContain("signal [HUP] ends all work");
            }
        }
    }

    private List<String> launcher(Behaviour worker, String... settings) throws Exception {
        List<Path> bundles = new ArrayList<>(ProductBundles.all());
        bundles.add(ConsumerBundle.named("acme.search")
                .activator(SignalledActivator.class)
                .writeTo(folder));
        List<String> config = new ArrayList<>(List.of(settings));
        config.add("itest.worker=" + worker);
        config.add(Constants.FRAMEWORK_STORAGE + "=" + folder.resolve("cache"));
        config.add(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA + "=" + Probe.class.getPackageName());
        config.add("felix.auto.start.1="
                + bundles.stream().map(file -> file.toUri().toString()).collect(Collectors.joining(" ")));
        Path properties = Files.write(folder.resolve("config.properties"), config);
        return List.of(
                "-Dfelix.config.properties=" + properties.toUri(),
                "-cp",
                ChildProcess.classPath(ProductBundles.FELIX_LAUNCHER, Path.of("target", "test-classes")),
                "org.apache.felix.main.Main");
    }
}
