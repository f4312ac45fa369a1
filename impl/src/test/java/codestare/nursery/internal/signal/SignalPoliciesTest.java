package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings and other handlers change, with real signals to real processes. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class SignalPoliciesTest {
    private static final String INSTALL = "install INT TERM HUP";
    private static final String INSTALLED = "{INT=INSTALLED, TERM=INSTALLED, HUP=INSTALLED}";

    @Nested
    class When_hangups_have_a_policy {
        @Test
        void shutdown_takes_them_from_their_owner_who_comes_after_the_drain() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign HUP", "takes HUP")
                        .tell("hup SHUTDOWN", "hup SHUTDOWN")
                        .tell(INSTALL, "HUP=CHAINED}");

                child.kill("HUP").await("foreign HUP");

                assertThat(child.answers("drained", "foreign HUP")).containsExactly("drained", "foreign HUP");
            }
        }

        @Test
        void ignore_lets_them_do_nothing() throws Exception {
            try (Child child = new Child()) {
                child.tell("hup IGNORE", "hup IGNORE").tell(INSTALL, "HUP=IGNORED}");

                child.kill("HUP").tell("ping", "what is ping").kill("HUP").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines()).contains("drain TERM, daemon true").doesNotContain("drain HUP, daemon true");
            }
        }

        @Test
        void ignore_gives_them_back_on_close() throws Exception {
            try (Child child = new Child()) {
                child.tell("hup IGNORE", "hup IGNORE").tell(INSTALL, "HUP=IGNORED}");

                child.tell("close", "closed").tell("forget", "collected").kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.lines()).noneMatch(line -> line.startsWith("drain"));
            }
        }

        @Test
        void leave_does_not_touch_them() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked")
                        .tell("hup LEAVE", "hup LEAVE")
                        .tell(INSTALL, "HUP=LEFT}")
                        .kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.lines()).contains("hook").noneMatch(line -> line.startsWith("drain"));
            }
        }

        @Test
        void none_takes_them_where_they_were_ignored_at_the_start() throws Exception {
            try (Child child = new Child(List.of("--default-signal=INT,TERM", "--ignore-signal=HUP"))) {
                child.tell("hup SHUTDOWN", "hup SHUTDOWN").tell(INSTALL, "HUP=IGNORED}");

                child.kill("HUP").tell("ping", "what is ping");
            }
        }
    }

    @Nested
    class When_the_status_has_a_policy {
        @ParameterizedTest
        @CsvSource({"signal, 143", "zero, 0", "7, 7"})
        void the_process_ends_with_it_drained_and_with_its_shutdown_hooks_run(String policy, int status)
                throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked")
                        .tell("status " + policy, "status " + policy)
                        .tell(INSTALL, INSTALLED)
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(status);
                assertThat(child.answers("drained", "hook")).containsExactly("drained", "hook");
            }
        }

        @Test
        void a_hurried_process_ends_with_it_too() throws Exception {
            try (Child child = new Child()) {
                child.tell("status 7", "status 7").tell(INSTALL, INSTALLED).tell("drain stuck", "drain will");

                child.kill("TERM").await("drain TERM").kill("TERM");

                assertThat(child.status()).isEqualTo(7);
            }
        }

        @Test
        void a_halted_process_ends_with_the_status_of_its_signal() throws Exception {
            try (Child child = new Child()) {
                child.tell("status 7", "status 7")
                        .tell("hook and close", "hooked")
                        .tell(INSTALL, INSTALLED);

                child.kill("TERM")
                        .await("closed")
                        .kill("TERM")
                        .await("hurry TERM")
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
            }
        }

        @Test
        void a_foreign_handler_still_decides_whether_the_process_ends() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign TERM", "takes TERM")
                        .tell("status zero", "status zero")
                        .tell(INSTALL, "TERM=CHAINED");

                child.kill("TERM").await("foreign TERM").tell("ping", "what is ping");
            }
        }
    }

    @Nested
    class When_somebody_else_takes_a_signal_later {
        @Test
        void it_is_taken_anew_and_drains_once() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).tell("foreign TERM chain", "takes TERM");

                child.tell("check", "{INT=INSTALLED, TERM=CHAINED, HUP=INSTALLED}")
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.answers("drain TERM, daemon true", "drained", "foreign TERM", "hook"))
                        .containsExactly("drain TERM, daemon true", "drained", "foreign TERM", "hook");
                assertThat(child.lines()).doesNotContain("hurry TERM");
            }
        }

        @Test
        void it_is_taken_anew_from_one_that_does_not_hand_on() throws Exception {
            try (Child child = new Child()) {
                child.tell(INSTALL, INSTALLED)
                        .tell("foreign TERM", "takes TERM")
                        .tell("check", "TERM=CHAINED");

                child.kill("TERM").await("foreign TERM").tell("ping", "what is ping");

                assertThat(child.answers("drained", "foreign TERM")).containsExactly("drained", "foreign TERM");
            }
        }

        @Test
        void the_second_time_it_is_left_to_them_and_that_is_told() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED);
                child.tell("foreign TERM chain", "takes TERM").tell("check", "TERM=CHAINED");

                child.tell("foreign TERM chain", "takes TERM").tell("check", "TERM=REPLACED");
                child.tell("check", "TERM=REPLACED").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.answers("drained", "foreign TERM", "hook"))
                        .containsExactly("foreign TERM", "drained", "foreign TERM", "hook");
                assertThat(child.lines())
                        .filteredOn(line -> line.endsWith("signal [TERM] was taken from us again, by a handler of class"
                                + " [codestare.nursery.internal.signal.ForeignHandler], and is left to it; all work ends"
                                + " if that one hands on to ours"))
                        .hasSize(1);
            }
        }

        @Test
        void hangups_are_theirs_then() throws Exception {
            try (Child child = new Child()) {
                child.tell(INSTALL, INSTALLED).tell("foreign HUP", "takes HUP").tell("check", "HUP=LEFT}");

                child.kill("HUP").await("foreign HUP").tell("ping", "what is ping");

                assertThat(child.lines()).noneMatch(line -> line.startsWith("drain"));
            }
        }

        @Test
        void nothing_of_ours_is_held_after_the_close() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED);
                child.tell("foreign TERM chain", "takes TERM").tell("check", "TERM=CHAINED");
                child.tell("foreign HUP chain", "takes HUP").tell("check", "HUP=LEFT");
                child.tell("foreign TERM chain", "takes TERM").tell("check", "TERM=REPLACED");

                child.tell("close", "closed").tell("forget", "collected").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.answers("foreign TERM", "hook"))
                        .containsExactly("foreign TERM", "foreign TERM", "hook");
                assertThat(child.lines()).noneMatch(line -> line.startsWith("drain"));
            }
        }
    }

    @Nested
    class When_the_owner_of_hangups_goes_away {
        @Test
        void they_are_taken_if_it_was_there_first() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign HUP", "takes HUP")
                        .tell(INSTALL, "HUP=LEFT}")
                        .tell("check", "HUP=LEFT}");

                child.tell("goes", "gone").tell("check", "HUP=INSTALLED}").kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.lines()).contains("drained").doesNotContain("foreign HUP");
            }
        }

        @Test
        void they_are_taken_if_it_came_later() throws Exception {
            try (Child child = new Child()) {
                child.tell(INSTALL, INSTALLED).tell("foreign HUP", "takes HUP").tell("check", "HUP=LEFT}");

                child.tell("goes", "gone").tell("check", "HUP=CHAINED}").kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.answers("drained")).hasSize(1);
            }
        }

        @Test
        void they_are_not_touched_if_the_settings_say_so() throws Exception {
            try (Child child = new Child()) {
                child.tell("hup LEAVE", "hup LEAVE")
                        .tell("foreign HUP", "takes HUP")
                        .tell(INSTALL, "HUP=LEFT}");

                child.tell("goes", "gone").tell("check", "HUP=LEFT}").kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.lines()).noneMatch(line -> line.startsWith("drain"));
            }
        }
    }

    @Nested
    class When_nobody_has_taken_a_signal {
        @Test
        void a_look_at_them_changes_nothing() throws Exception {
            try (Child child = new Child()) {
                child.tell(INSTALL, INSTALLED).tell("check", INSTALLED).kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.lines())
                        .contains("drained")
                        .filteredOn(line -> line.contains("signals [INT installed"))
                        .hasSize(1);
            }
        }

        @Test
        void other_hooks_above_ours_are_nobody_else() throws Exception {
            try (Child child = new Child()) {
                child.tell(INSTALL, INSTALLED).tell("keep", "kept").tell(INSTALL, "TERM=CHAINED");

                child.tell("check kept", INSTALLED).kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.answers("drained")).hasSize(2);
            }
        }
    }
}
