package codestare.nursery.internal.signal;

import static codestare.nursery.internal.signal.Child.INSTALL;
import static codestare.nursery.internal.signal.Child.INSTALLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real signals to real processes. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ProcessSignalsTest {
    @Nested
    class When_one_signal_comes {
        @ParameterizedTest
        @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
        void it_drains_and_the_process_ends_as_it_would_have(String signal, int status) throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).kill(signal);

                assertThat(child.status()).isEqualTo(status);
                assertThat(child.answers("drain " + signal + ", daemon true", "drained", "hook"))
                        .containsExactly("drain " + signal + ", daemon true", "drained", "hook");
                assertThat(child.lines())
                        .anyMatch(line -> line.endsWith("signals [INT installed, TERM installed, HUP installed]"))
                        .anyMatch(line -> line.endsWith("signal [" + signal + "] ends all work; a second one hurries"));
            }
        }

        @Test
        void it_is_handed_on_though_the_drain_throws() throws Exception {
            try (Child child = new Child()) {
                child.tell("drain broken", "drain will")
                        .tell("hook", "hooked")
                        .tell(INSTALL, INSTALLED)
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .contains("hook")
                        .anyMatch(line -> line.endsWith("drain for signal [TERM] failed; the signal is handed on"));
            }
        }

        @Test
        void it_is_handed_on_though_the_drain_does_not_come_back() throws Exception {
            try (Child child = new Child()) {
                child.tell("drain stuck", "drain will").tell("limit 200", "limited");
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .contains("hook")
                        .doesNotContain("drained")
                        .anyMatch(line -> line.endsWith("thread [codestare-nursery-drain-TERM] has not come back within"
                                + " PT0.2S; the signal goes on without it"));
            }
        }

        @Test
        void no_class_of_ours_is_loaded_any_more() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook and close", "hooked").tell(INSTALL, INSTALLED);
                child.tell("drain patient", "drain will").tell("shut", "content shut");

                child.kill("TERM")
                        .await("drain TERM")
                        .kill("TERM")
                        .await("closed")
                        .kill("INT");

                assertThat(child.status()).isEqualTo(130);
                assertThat(child.lines()).noneMatch(line -> line.contains("NoClassDefFoundError"));
            }
        }
    }

    @Nested
    class When_further_signals_come {
        @Test
        void the_second_hurries_a_drain() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).tell("drain patient", "drain will");

                child.kill("TERM").await("drain TERM").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines()).contains("hurry TERM", "hook");
            }
        }

        @Test
        void the_second_is_handed_on_though_the_drain_is_stuck() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).tell("drain stuck", "drain will");

                child.kill("TERM").await("drain TERM").kill("INT");

                assertThat(child.status()).isEqualTo(130);
                assertThat(child.lines())
                        .contains("hurry INT", "hook")
                        .doesNotContain("drained")
                        .anyMatch(line -> line.endsWith("signal [INT] hurries the end; a third one halts"));
            }
        }

        @Test
        void the_third_halts_though_a_shutdown_hook_that_closed_us_blocks() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook and close", "hooked").tell(INSTALL, INSTALLED);

                child.kill("TERM")
                        .await("closed")
                        .kill("TERM")
                        .await("hurry TERM")
                        .kill("INT");

                assertThat(child.status()).isEqualTo(130);
                // on standard error: the log may have been reset by the exit
                assertThat(child.answers(
                                "signal [TERM] hurries the end; a third one halts",
                                "signal [INT] halts the process with status 130"))
                        .containsExactly(
                                "signal [TERM] hurries the end; a third one halts",
                                "signal [INT] halts the process with status 130");
            }
        }

        @Test
        void the_third_says_that_it_halts() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign TERM", "takes TERM")
                        .tell(INSTALL, "TERM=CHAINED")
                        .tell("drain stuck", "drain will");

                child.kill("TERM")
                        .await("drain TERM")
                        .kill("TERM")
                        .await("hurry TERM")
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .anyMatch(line -> line.endsWith("signal [TERM] halts the process with status 143"));
            }
        }
    }

    @Nested
    class When_a_foreign_handler_was_there_before {
        @Test
        void it_is_called_after_the_drain_and_may_let_the_process_live() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign TERM", "takes TERM").tell(INSTALL, "{INT=INSTALLED, TERM=CHAINED, HUP=INSTALLED}");

                child.kill("TERM").await("foreign TERM");

                assertThat(child.answers("drained", "foreign TERM")).containsExactly("drained", "foreign TERM");
                child.tell("ping", "what is ping");
            }
        }

        @Test
        void hup_is_left_to_it() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign HUP", "takes HUP").tell(INSTALL, "{INT=INSTALLED, TERM=INSTALLED, HUP=LEFT}");

                child.kill("HUP").await("foreign HUP").tell("ping", "what is ping");

                assertThat(child.lines()).noneMatch(line -> line.startsWith("drain"));
            }
        }
    }

    @Nested
    class When_the_system_handled_a_signal {
        @Test
        void the_shutdown_hooks_run_all_the_same() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked")
                        .tell("default TERM", "handles TERM")
                        .tell(INSTALL, INSTALLED)
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.answers("drained", "hook")).containsExactly("drained", "hook");
            }
        }

        @Test
        void it_does_so_again_after_close() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked")
                        .tell("default TERM", "handles TERM")
                        .tell(INSTALL, INSTALLED);

                child.tell("close", "closed").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines()).doesNotContain("drained", "hook");
            }
        }
    }

    @Nested
    class When_other_hooks_were_there_before {
        @Test
        void hup_is_taken_and_both_drain() throws Exception {
            try (Child child = new Child()) {
                child.tell(INSTALL, INSTALLED)
                        .tell(INSTALL, "{INT=CHAINED, TERM=CHAINED, HUP=CHAINED}")
                        .kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.answers("drained")).hasSize(2);
            }
        }
    }

    @Nested
    class When_signals_cannot_be_taken {
        @ParameterizedTest
        @ValueSource(strings = {"HUP", "INT"})
        void what_was_ignored_at_the_start_stays_ignored(String ignored) throws Exception {
            String others = "INT,HUP,TERM".replace(ignored + ",", "");
            try (Child child = new Child(List.of("--default-signal=" + others, "--ignore-signal=" + ignored))) {
                child.tell("hook", "hooked")
                        .tell("install " + ignored + " TERM", "{" + ignored + "=IGNORED, TERM=INST");

                child.kill(ignored).tell("ping", "what is ping").kill(ignored).kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .contains("drain TERM, daemon true")
                        .doesNotContain("drain " + ignored + ", daemon true")
                        .anyMatch(line -> line.endsWith("signals [" + ignored + " ignored, TERM installed]"));
            }
        }

        @Test
        void ignored_ones_hold_no_class_loader() throws Exception {
            try (Child child = new Child(List.of("--default-signal=INT,TERM", "--ignore-signal=HUP"))) {
                child.tell(INSTALL, "HUP=IGNORED").tell("close", "closed").tell("forget", "collected");
            }
        }

        @Test
        void xrs_is_told_and_nothing_runs() throws Exception {
            try (Child child = new Child("-Xrs")) {
                child.tell("hook", "hooked")
                        .tell(INSTALL, "{INT=REFUSED, TERM=REFUSED, HUP=REFUSED}")
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .doesNotContain("hook")
                        .noneMatch(line -> line.startsWith("drain"))
                        .anyMatch(line ->
                                line.endsWith("signals [INT refused, TERM refused, HUP refused] and INT and TERM"
                                        + " end the process at once and nothing can run; start the JVM without -Xrs"));
            }
        }

        @Test
        void a_jvm_without_jdk_unsupported_leaves_the_work_to_its_shutdown_hook() throws Exception {
            try (Child child = new Child("--limit-modules", "java.base,java.logging")) {
                child.tell("hook", "hooked").tell(INSTALL, "{INT=ABSENT, TERM=ABSENT, HUP=ABSENT}");
                child.tell("close", "closed").tell("forget", "collected").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .contains("hook")
                        .anyMatch(line -> line.endsWith("signals [INT absent, TERM absent, HUP absent] for want of"
                                + " jdk.unsupported, so the JVM shutdown hook does their work; add that module to have a"
                                + " second signal hurry"));
            }
        }

        @Test
        void a_jvm_without_jdk_unsupported_tells_of_xrs_all_the_same() throws Exception {
            try (Child child = new Child("-Xrs", "--limit-modules", "java.base,java.logging")) {
                child.tell("hook", "hooked")
                        .tell(INSTALL, "{INT=REFUSED, TERM=REFUSED, HUP=REFUSED}")
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .doesNotContain("hook")
                        .anyMatch(line -> line.endsWith("INT and TERM end the process at once and nothing can run;"
                                + " start the JVM without -Xrs"));
            }
        }

        @Test
        void a_jvm_without_jdk_unsupported_tells_of_an_ignored_one_all_the_same() throws Exception {
            try (Child child = new Child(
                    List.of("--default-signal=INT,TERM", "--ignore-signal=HUP"),
                    "--limit-modules",
                    "java.base,java.logging")) {
                child.tell(INSTALL, "{INT=ABSENT, TERM=ABSENT, HUP=IGNORED}");
            }
        }
    }
}
