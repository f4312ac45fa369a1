package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program on the class path, without a framework. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class PlainProcessTest {
    private static final Path TEST_CLASSES = Path.of("target", "test-classes");

    @Nested
    class When_a_signal_ends_the_process {
        @ParameterizedTest
        @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
        void all_work_ends_first(String signal, int status) throws Exception {
            try (ChildProcess process = ChildProcess.java(program("waits"))) {
                process.expect("ready");
                process.signal(signal);
                assertThat(process.status()).as(process.text()).isEqualTo(status);
                assertThat(process.notes())
                        .containsSubsequence("ready", "exit callback", "worker cancelled", "hook of the program ran");
                assertEachOnce(process);
            }
        }

        @Test
        void all_work_ends_first_on_the_module_path_too() throws Exception {
            try (ChildProcess process = ChildProcess.java(programWithModules("waits"))) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes()).containsSubsequence("ready", "exit callback", "worker cancelled");
                assertEachOnce(process);
            }
        }
    }

    @Nested
    class When_settings_are_system_properties {
        @Test
        void work_goes_on_for_the_delay_and_the_status_is_the_fixed_one() throws Exception {
            List<String> command = new ArrayList<>(
                    List.of("-Dcodestare.nursery.exit.status=3", "-Dcodestare.nursery.shutdown.delay=PT1H"));
            command.add("-Dcodestare.nursery.shutdown.deadline=PT1H");
            command.addAll(program("waits"));
            try (ChildProcess process = ChildProcess.java(command)) {
                process.expect("ready");
                process.signal("INT");
                // told by the hooks before the delay
                assertThat(Limit.comesTrue(Limit.GENEROUS, () -> process.text().contains("signal [INT] ends all work")))
                        .isTrue();
                assertThat(process.notes()).doesNotContain("worker cancelled");
                process.signal("INT");
                assertThat(process.status()).as(process.text()).isEqualTo(3);
                assertThat(process.notes()).contains("hook of the program ran");
            }
        }

        @Test
        void none_of_the_signals_may_be_taken() throws Exception {
            List<String> command = new ArrayList<>(List.of("-Dcodestare.nursery.signals=none"));
            command.addAll(program("waits"));
            try (ChildProcess process = ChildProcess.java(command)) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                // the hook of the JVM ends the work
                assertThat(process.notes()).contains("worker cancelled");
                assertThat(process.text()).contains("signals [none]").doesNotContain("ends all work");
            }
        }
    }

    @Nested
    class When_a_second_signal_comes {
        @Test
        void what_is_left_is_logged_with_its_stack_and_the_waits_end() throws Exception {
            List<String> command = new ArrayList<>(List.of("-Dcodestare.nursery.shutdown.deadline=PT1H"));
            command.addAll(program("is stubborn"));
            try (ChildProcess process = ChildProcess.java(command)) {
                process.expect("stuck runs");
                process.signal("TERM");
                process.expect("stuck is stubborn");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.text())
                        .containsPattern(
                                "task \\[stuck:work].*\\R.*stack of thread \\[stuck:work](\\R\\s+at .*)*\\R\\s+at .*TaskBodies");
            }
        }
    }

    @Nested
    class When_hangups_are_ignored_from_the_start {
        @Test
        void one_changes_nothing() throws Exception {
            try (ChildProcess process = ChildProcess.javaUnderNohup(program("waits"))) {
                process.expect("ready");
                process.signal("HUP");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.text()).doesNotContain("signal [HUP] ends all work");
                assertEachOnce(process);
            }
        }
    }

    @Nested
    class When_the_process_ends_otherwise {
        @ParameterizedTest
        @CsvSource({"exits, 7", "exits in a task, 7", "returns, 0", "fails, 1"})
        void all_work_ends_and_the_status_is_the_programs_own(String end, int status) throws Exception {
            try (ChildProcess process = ChildProcess.java(program(end))) {
                assertThat(process.status()).as(process.text()).isEqualTo(status);
                assertThat(process.notes()).containsSubsequence("ready", "exit callback", "worker cancelled");
                assertEachOnce(process);
                assertThat(process.text()).doesNotContain("is left behind");
            }
        }

        @Test
        void a_failure_ends_the_main_thread_with_an_exception() throws Exception {
            try (ChildProcess process = ChildProcess.java(program("fails"))) {
                assertThat(process.status()).as(process.text()).isEqualTo(1);
                assertThat(process.notes()).doesNotContain("main ends");
                assertThat(process.text())
                        .contains("Exception in thread \"main\" codestare.nursery.NurseryException")
                        .contains("Caused by: java.lang.IllegalStateException: broken failed");
            }
        }
    }

    private static void assertEachOnce(ChildProcess process) {
        assertThat(process.notes())
                .containsOnlyOnce("exit callback")
                .containsOnlyOnce("worker cancelled")
                .containsOnlyOnce("hook of the program ran");
    }

    private static List<String> program(String end) {
        String classPath = ChildProcess.classPath(ProductBundles.API, ProductBundles.IMPL, TEST_CLASSES);
        return List.of("-cp", classPath, Program.class.getName(), end);
    }

    /** Nobody names impl: its module comes in as the provider of a service that the api uses. */
    private static List<String> programWithModules(String end) {
        return List.of(
                "-p",
                ChildProcess.classPath(ProductBundles.API, ProductBundles.IMPL),
                "--add-modules",
                "codestare.nursery.api",
                "-cp",
                TEST_CLASSES.toString(),
                Program.class.getName(),
                end);
    }
}
