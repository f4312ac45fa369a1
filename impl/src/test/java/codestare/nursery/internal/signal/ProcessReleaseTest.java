package codestare.nursery.internal.signal;

import static codestare.nursery.internal.signal.Child.INSTALL;
import static codestare.nursery.internal.signal.Child.INSTALLED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks that are given back, in real processes that go on or end. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ProcessReleaseTest {
    @Nested
    class When_the_hooks_are_closed {
        @ParameterizedTest
        @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
        void the_previous_handlers_are_back_and_our_class_loader_is_free(String signal, int status) throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked")
                        .tell(INSTALL, INSTALLED)
                        .tell("close", "closed")
                        .tell("forget", "collected");

                child.kill(signal);

                assertThat(child.status()).isEqualTo(status);
                assertThat(child.lines()).contains("hook").noneMatch(line -> line.startsWith("drain"));
            }
        }

        @Test
        void a_handler_installed_over_ours_stays_and_reaches_the_previous_one() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).tell("foreign TERM chain", "takes TERM");
                child.tell("close", "closed").tell("forget", "collected");

                child.kill("TERM");

                assertThat(child.status()).isEqualTo(143);
                assertThat(child.answers("foreign TERM", "hook")).containsExactly("foreign TERM", "hook");
                assertThat(child.lines()).noneMatch(line -> line.startsWith("drain"));
            }
        }

        @Test
        void new_hooks_chain_to_a_dormant_one() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook", "hooked").tell(INSTALL, INSTALLED).tell("foreign HUP chain", "takes HUP");
                child.tell("close", "closed").tell("forget", "collected");
                child.tell("foreign TERM", "takes TERM").tell(INSTALL, "{INT=INSTALLED, TERM=CHAINED, HUP=LEFT}");

                child.kill("HUP");

                assertThat(child.status()).isEqualTo(129);
                assertThat(child.lines()).contains("foreign HUP", "hook");
            }
        }

        @Test
        void they_stay_while_a_signal_is_on_its_way() throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign TERM", "takes TERM").tell(INSTALL, "TERM=CHAINED");
                child.kill("TERM").await("foreign TERM").tell("close", "closed");

                child.kill("TERM").await("hurry TERM").kill("TERM");

                assertThat(child.status()).isEqualTo(143);
            }
        }

        @Test
        void they_stay_while_the_jvm_exits_without_a_signal() throws Exception {
            try (Child child = new Child()) {
                child.tell("hook and close", "hooked").tell(INSTALL, INSTALLED);
                child.tell("exit 3", "exiting").await("closed");

                child.kill("TERM")
                        .await("drained")
                        .kill("TERM")
                        .await("hurry TERM")
                        .kill("TERM");

                assertThat(child.status()).isEqualTo(143);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"foreign TERM", "foreign TERM chain"})
        void they_go_once_the_limit_has_passed_and_the_process_lives(String above) throws Exception {
            try (Child child = new Child()) {
                child.tell("foreign TERM", "takes TERM")
                        .tell("limit 300", "limited")
                        .tell(INSTALL, "TERM=CHAINED");
                child.kill("TERM").await("foreign TERM").tell(above, "takes TERM");

                child.tell("close", "closed")
                        .tell("forget", "collected")
                        .kill("TERM")
                        .await(2, "foreign TERM");

                assertThat(child.answers("drained")).hasSize(1);
                assertThat(child.isAlive()).isTrue();
            }
        }
    }
}
