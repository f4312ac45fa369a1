package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ExcInfo;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CurrentErrorTest {
    private final Exception first = new IOException("first");
    private final Exception second = new IOException("second");
    private final Error error = new AssertionError("error");

    @Nested
    class When_children_have_failed {
        private final CurrentError current = new CurrentError(null);

        @Test
        void the_first_failure_is_the_error_and_the_others_are_told_beside_it() {
            current.join(List.of(first, second, first));
            assertThat(current.info()).isEqualTo(ExcInfo.of(first));
            assertThat(current.all()).containsExactly(first, second);
            assertThat(current.ofBody()).isNull();
        }

        @Test
        void an_Error_wins_over_an_exception_that_came_before() {
            current.join(List.of(first, error, second));
            assertThat(current.all()).containsExactly(error, first, second);
        }

        @Test
        void nothing_is_left_of_them_once_they_are_suppressed() {
            current.join(List.of(first, second));
            current.suppress();
            assertThat(current.info()).isEqualTo(ExcInfo.NONE);
            assertThat(current.all()).isEmpty();
        }

        @Test
        void what_somebody_was_told_is_forgotten() {
            current.join(List.of(first, second));
            current.forget(told -> true);
            assertThat(current.all()).isEmpty();
        }
    }

    @Nested
    class When_an_exit_callback_throws {
        @Test
        void that_replaces_an_exception_which_is_suppressed_in_it() {
            CurrentError current = new CurrentError(first);
            current.replace(second);
            assertThat(current.all()).containsExactly(second);
            assertThat(second.getSuppressed()).containsExactly(first);
        }

        @Test
        void an_exception_does_not_take_the_place_of_an_Error() {
            CurrentError current = new CurrentError(error);
            current.replace(first);
            assertThat(current.all()).containsExactly(error);
            assertThat(error.getSuppressed()).containsExactly(first);
        }
    }

    @Nested
    class When_the_body_has_failed {
        private final CurrentError current = new CurrentError(first);

        @Test
        void its_exception_is_thrown_with_the_failures_of_children_suppressed() {
            current.join(List.of(second));
            assertThat(current.ofBody()).isSameAs(first);
            assertThat(first.getSuppressed()).containsExactly(second);
        }

        @Test
        void it_is_thrown_though_somebody_was_told() {
            current.forget(told -> true);
            assertThat(current.ofBody()).isSameAs(first);
        }
    }
}
