package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.program.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process does to which something happens that no code of its own does. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ProcessFaultsTest {
    @TempDir
    Path folder;

    private static List<String> program(List<String> options, String fault, Object argument) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of(
                "-cp",
                ChildProcess.classPath(ProductBundles.API, ProductBundles.IMPL, Path.of("target", "test-classes")),
                Faults.class.getName(),
                fault,
                argument.toString()));
        return command;
    }

    @Nested
    class When_the_system_gives_no_more_threads {
        /** A limit of memory is one of threads where each wants much; one of processes does not hold for root. */
        @Test
        void tasks_wait_for_those_that_run_and_none_is_lost() throws Exception {
            List<String> options = List.of(
                    "-Dcodestare.nursery.threads=platform",
                    "-Xss256m",
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:CompressedClassSpaceSize=32m",
                    "-XX:ReservedCodeCacheSize=32m");
            try (ChildProcess process =
                    ChildProcess.javaBy("ulimit -v 8000000; exec \"$@\"", program(options, "threads run out", 100))) {
                assertThat(process.status()).as(process.text()).isZero();
                assertThat(process.notes())
                        .containsExactly("threads are short", "100 ended", "exit callback", "main ends");
                assertThat(process.text()).contains("OutOfMemoryError: unable to create native thread");
            }
        }
    }

    @Nested
    class When_a_task_exhausts_the_heap {
        @Test
        void it_fails_like_any_other_and_all_else_ends_in_order() throws Exception {
            List<String> options = List.of("-Xmx48m", "-XX:+UseSerialGC");
            try (ChildProcess process = ChildProcess.java(program(options, "the heap runs out", ""))) {
                assertThat(process.status()).as(process.text()).isEqualTo(1);
                assertThat(process.notes()).containsExactly("worker runs", "worker cancelled", "exit callback");
                assertThat(process.text())
                        .contains("Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space");
            }
        }
    }

    @Nested
    class When_the_process_is_stopped_and_continued {
        @Test
        void time_has_passed_for_a_close_which_goes_on_and_loses_nothing() throws Exception {
            Duration grace = Duration.ofSeconds(1);
            Path end = folder.resolve("end");
            List<String> options = List.of("-Dcodestare.nursery.grace=" + grace);
            try (ChildProcess process = ChildProcess.java(program(options, "stopped while it closes", end))) {
                process.expect("slow is cancelled");
                long stopped = System.nanoTime();
                process.signal("STOP");
                assertThat(Limit.comesTrue(Limit.GENEROUS, () -> System.nanoTime() - stopped > grace.toNanos()))
                        .isTrue();
                process.signal("CONT");
                process.expect("closed, left 1");
                Files.createFile(end);
                assertThat(process.status()).as(process.text()).isZero();
                assertThat(process.notes())
                        .containsExactly(
                                "slow is cancelled", "exit callback", "closed, left 1", "slow ended", "main ends");
            }
        }
    }

    @Nested
    class When_the_log_blocks_for_ever {
        @Test
        void a_signal_still_ends_the_process_by_its_deadline() throws Exception {
            List<String> options = List.of("-Dcodestare.nursery.shutdown.deadline=PT1S");
            try (ChildProcess process = ChildProcess.java(program(options, "the log blocks", ""))) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes()).contains("the log blocks");
            }
        }
    }

    @Nested
    class When_the_disk_of_the_log_is_full {
        private void assertDrains(ChildProcess process) throws IOException, InterruptedException {
            process.expect("ready");
            process.signal("TERM");
            assertThat(process.status()).as(process.text()).isEqualTo(143);
            assertThat(process.notes()).startsWith("ready").containsOnlyOnce("exit callback");
        }

        @Test
        void a_signal_ends_all_work_as_ever() throws Exception {
            try (ChildProcess process =
                    ChildProcess.javaBy("exec \"$@\" 2> /dev/full", program(List.of(), "waits", ""))) {
                assertDrains(process);
            }
        }

        @Test
        void and_so_it_does_where_a_handler_writes_the_file() throws Exception {
            Path log = Files.createSymbolicLink(folder.resolve("nursery.log"), Path.of("/dev/full"));
            Path settings = Files.write(
                    folder.resolve("logging.properties"),
                    List.of(
                            "handlers=java.util.logging.FileHandler",
                            "java.util.logging.FileHandler.append=true",
                            "java.util.logging.FileHandler.pattern=" + log));
            List<String> options = List.of("-Djava.util.logging.config.file=" + settings);
            try (ChildProcess process = ChildProcess.java(program(options, "waits", ""))) {
                assertDrains(process);
                assertThat(process.text()).contains("No space left on device");
            }
        }
    }
}
