package codestare.nursery.examples.relay.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void both_options_reach_the_bundle_as_framework_properties() {
        assertThat(Options.parse("--to", "localhost:8000", "--listen", "9000").frameworkProperties())
                .containsOnly(entry("relay.listen", "127.0.0.1:9000"), entry("relay.to", "localhost:8000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | option [--listen] is missing",
                "--listen 9000 | option [--to] is missing",
                "--to | option [--to] has no value",
                "--listen 1 --listen 2 | option [--listen] is there twice",
                "--from 9000 | [--from] is no option",
                "--listen 9000 --to here | [here] is no address; write host:port, for example localhost:8000"
            })
    void a_wrong_command_line_is_refused(String line, String message) {
        assertThatThrownBy(() -> Options.parse(line.isEmpty() ? new String[0] : line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void help_may_be_asked_for_anywhere() {
        assertThat(Options.askForHelp("--listen", "--help")).isTrue();
        assertThat(Options.askForHelp("--listen", "9000")).isFalse();
    }
}
