package codestare.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExceptionContextTest {
    private final Exception failure = new Exception("boom");

    @Test
    void all_but_the_message_may_be_absent() {
        ExceptionContext context = ExceptionContext.of("what failed");
        assertThat(context.message()).isEqualTo("what failed");
        assertThat(context.exception()).isNull();
        assertThat(context.task()).isNull();
        assertThat(context.sentinel()).isNull();
        assertThatThrownBy(() -> new ExceptionContext(null, failure, null, null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("message");
    }

    @Test
    void an_empty_message_stands_for_a_reporter_without_words() {
        assertThat(ExceptionContext.of("").message()).isEmpty();
    }

    @Test
    void two_of_the_same_parts_are_equal() {
        ExceptionContext context = new ExceptionContext("what failed", failure, null, null);
        assertThat(context)
                .isEqualTo(new ExceptionContext("what failed", failure, null, null))
                .isNotEqualTo(new ExceptionContext("what failed", new Exception("boom"), null, null))
                .isNotEqualTo(ExceptionContext.of("what failed"));
    }
}
