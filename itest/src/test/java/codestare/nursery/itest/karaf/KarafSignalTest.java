package codestare.nursery.itest.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.GuestBundle;
import codestare.nursery.itest.Limit;
import codestare.nursery.itest.guest.Work;
import codestare.nursery.itest.guest.nursery.NurseryGuest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real signals do to a Karaf with work in a nursery. */
@KarafTest
class KarafSignalTest {
    @TempDir
    private Path folder;

    private KarafHome home;

    @BeforeEach
    void install_a_guest() throws Exception {
        home = KarafHome.in(folder).booting("guest", GuestBundle.write(folder, "guest", NurseryGuest.class));
    }

    @Nested
    class As_a_daemon {
        @Test
        void term_ends_work_before_the_framework_stops_and_the_status_is_karafs_own() throws Exception {
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.script().signal("TERM");
                assertDrainedAndStopped(karaf, 0);
            }
        }

        @Test
        void int_ends_work_and_stops_the_framework() throws Exception {
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.script().signal("INT");
                assertDrainedAndStopped(karaf, 130);
            }
        }

        @Test
        void hup_is_left_to_karaf_which_writes_its_dump() throws Exception {
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.script().signal("HUP");
                assertThat(Limit.comesTrue(Limit.GENEROUS, () -> !dumps(karaf).isEmpty()))
                        .as("a dump is written")
                        .isTrue();
                assertThat(karaf.script().notes()).doesNotContain("worker cancelled");
                karaf.script().signal("TERM");
                assertDrainedAndStopped(karaf, 0);
            }
        }
    }

    @Nested
    class When_karaf_runs_on_equinox {
        @Test
        void int_ends_work_and_stops_the_framework() throws Exception {
            try (KarafProcess karaf = home.onEquinox().start()) {
                karaf.expectStart();
                assertThat(karaf.shell("system:framework")).contains("equinox");
                karaf.script().signal("INT");
                assertDrainedAndStopped(karaf, 130);
            }
        }
    }

    @Nested
    class When_karaf_leaves_term_to_the_jvm {
        @Test
        void term_ends_work_and_stops_the_framework() throws Exception {
            home.with("karaf.handle.sigterm", "false");
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.script().signal("TERM");
                assertDrainedAndStopped(karaf, 143);
            }
        }
    }

    @Nested
    class When_the_launcher_script_gives_its_process_to_the_jvm {
        @Test
        void a_signal_to_the_script_reaches_it() throws Exception {
            try (KarafProcess karaf = home.start(Map.of("KARAF_EXEC", "exec"), "run")) {
                karaf.expectStart();
                karaf.script().signal("TERM");
                assertDrainedAndStopped(karaf, 0);
            }
        }
    }

    @Nested
    class When_a_task_does_not_end {
        @BeforeEach
        void be_stubborn() {
            home.with("guest.work", Work.IS_STUBBORN.name());
        }

        @Test
        void karaf_ends_without_it_and_its_log_tells() throws Exception {
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.script().signal("TERM");
                assertStopped(karaf, 0);
                assertThat(karaf.log())
                        .containsPattern(
                                "task \\[worker:work].* is left behind;.* it has been running for PT[0-9.]+S\\R"
                                        + "java.lang.Throwable: stack of thread \\[worker:work].*(\\R\\s+at .*)*"
                                        + "\\R\\s+at .*guest\\.Work");
            }
        }

        @Test
        void a_second_signal_ends_the_wait_for_it() throws Exception {
            home.with("codestare.nursery.grace", "PT1H").with("codestare.nursery.shutdown.deadline", "PT1H");
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.script().signal("TERM");
                karaf.script().expect("worker is stubborn");
                karaf.script().signal("TERM");
                assertStopped(karaf, 0);
            }
        }
    }

    private static void assertDrainedAndStopped(KarafProcess karaf, int status) throws Exception {
        assertStopped(karaf, status);
        assertThat(karaf.script().notes())
                .containsSubsequence("ready", "exit callback, services are up", "worker cancelled", "bundle stops")
                .containsOnlyOnce("exit callback, services are up")
                .containsOnlyOnce("worker cancelled")
                .containsOnlyOnce("bundle stops");
        assertThat(karaf.log()).doesNotContain("is left behind");
    }

    private static void assertStopped(KarafProcess karaf, int status) throws Exception {
        ChildProcess script = karaf.script();
        assertThat(script.status()).as(script.text()).isEqualTo(status);
        assertThat(script.notes()).contains("bundle stops");
    }

    private static List<Path> dumps(KarafProcess karaf) {
        try (Stream<Path> files = Files.walk(karaf.home().folder().resolve("data"))) {
            return files.filter(file -> file.getFileName().toString().contains("dump"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
