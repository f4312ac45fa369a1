package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final FailureLog log = new FailureLog(new ThrownErrors());

    private void addExceptions(int count) {
        IntStream.range(0, count).forEach(at -> log.add(new IOException("failure " + at)));
    }

    @Nested
    class When_a_hundred_exceptions_are_kept {
        @Test
        void another_one_is_counted_only() {
            addExceptions(101);
            assertThatThrownBy(() -> log.throwAll("nursery [busy]", null))
                    .isExactlyInstanceOf(NurseryException.class)
                    .hasMessage("nursery [busy] failed with java.io.IOException, and 1 more that are not kept")
                    .cause()
                    .hasMessage("failure 0");
        }

        @Test
        void an_error_that_comes_later_is_thrown_all_the_same() {
            addExceptions(100);
            AssertionError error = new AssertionError("late");
            log.add(error);
            assertThatThrownBy(() -> log.throwAll("nursery [busy]", null))
                    .isSameAs(error)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(99));
        }

        @Test
        void an_error_that_comes_later_is_seen_by_the_callbacks_that_have_seen_the_others() {
            addExceptions(100);
            assertThat(log.unseen()).hasSize(100);
            AssertionError error = new AssertionError("late");
            log.add(error);
            assertThat(log.unseen()).isEqualTo(List.of(error));
            assertThat(log.unseen()).isEmpty();
        }
    }

    @Nested
    class When_a_hundred_errors_are_kept {
        @Test
        void another_one_is_counted_only() {
            for (int i = 0; i < 101; i++) {
                log.add(new AssertionError("error " + i));
            }
            assertThatThrownBy(() -> log.throwAll("nursery [busy]", null))
                    .hasMessage("error 0")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(99));
        }
    }
}
