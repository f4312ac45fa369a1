package codestare.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShutdownReasonTest {
    @Test
    void of_words_it_has_nothing_else() {
        assertThat(ShutdownReason.of("maintenance")).isEqualTo(new ShutdownReason("maintenance", null, null));
    }

    @Test
    void of_a_signal_it_says_so() {
        assertThat(ShutdownReason.ofSignal("TERM")).isEqualTo(new ShutdownReason("signal TERM", "TERM", null));
    }

    @Nested
    class When_a_failure_asks {
        @Test
        void its_words_are_the_message_of_the_failure() {
            ExceptionContext context = ExceptionContext.of("task [a:N] failed");
            assertThat(ShutdownReason.ofFailure(context))
                    .isEqualTo(new ShutdownReason("task [a:N] failed", null, context));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void it_has_words_even_without_a_message(String message) {
            ExceptionContext context = ExceptionContext.of(message);
            assertThat(ShutdownReason.ofFailure(context))
                    .isEqualTo(new ShutdownReason("a failure without a message", null, context));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void without_words_it_is_refused(String words) {
        assertThatThrownBy(() -> ShutdownReason.of(words))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("shutdown reason [" + words + "] is empty; say in a few words why the loop ends");
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatThrownBy(() -> ShutdownReason.of(null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("words");
        assertThatThrownBy(() -> ShutdownReason.ofSignal(null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("signal");
        assertThatThrownBy(() -> ShutdownReason.ofFailure(null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("context");
    }
}
