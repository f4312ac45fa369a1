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
    class When_ninety_nine_errors_came_after_an_exception {
        @Test
        void that_makes_place_for_the_next_one() {
            addExceptions(1);
            for (int i = 0; i < 99; i++) {
                log.add(new AssertionError("error " + i));
            }
            assertThat(log.unseen()).hasSize(100);
            AssertionError late = new AssertionError("late");
            log.add(late);
            assertThat(log.unseen()).isEqualTo(List.of(late));
            assertThat(log.count()).isEqualTo(101);
        }
    }

    @Nested
    class An_exception_tells {
        private final Throwable innermost = new IOException("innermost");
        private final Throwable beside = new IOException("beside");
        private final Throwable middle = new IOException("middle", innermost);
        private final Throwable outermost = new IOException("outermost", middle);

        @Test
        void itself_its_causes_and_what_is_suppressed_in_one_of_them() {
            middle.addSuppressed(beside);
            assertThat(List.of(outermost, middle, innermost, beside))
                    .allMatch(sought -> FailureLog.tells(outermost, sought));
        }

        @Test
        void nothing_else_though_its_causes_are_circular() {
            innermost.initCause(outermost);
            assertThat(FailureLog.tells(outermost, beside)).isFalse();
        }

        @Test
        void what_it_tells_once_only() {
            outermost.addSuppressed(beside);
            FailureLog.suppress(outermost, beside);
            FailureLog.suppress(outermost, innermost);
            assertThat(outermost.getSuppressed()).containsExactly(beside);
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
