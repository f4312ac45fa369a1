package codestare.nursery.examples.hasher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void paths_and_options_may_be_mixed_and_two_hyphens_end_the_options() {
        Options options = Options.parse("a", "--jobs", "3", "b", "--progress", "--", "--check");
        assertThat(options.paths()).containsExactly("a", "b", "--check");
        assertThat(options.jobs()).isEqualTo(3);
        assertThat(options.progress()).isTrue();
        assertThat(options.check()).isFalse();
    }

    @Test
    void without_a_number_of_jobs_there_are_as_many_as_processors() {
        assertThat(Options.parse(".").jobs()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--check | nothing to do; name a file, a folder or a list",
                "--jobs 0 . | option [--jobs] is [0]; choose a number from 1 to 1000",
                "--jobs two . | option [--jobs] is [two]; choose a number from 1 to 1000",
                ". --jobs | option [--jobs] is []; choose a number from 1 to 1000",
                "-x . | [-x] is no option; put -- before a path that begins so",
            })
    void a_wrong_command_line_is_refused(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(line.split(" ")))
                .withMessage(message);
    }
}
