package codestare.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DetachedExcInfoTest {
    @Test
    void none_has_no_words_at_all() {
        assertThat(DetachedExcInfo.NONE).isEqualTo(new DetachedExcInfo("", null, "", List.of()));
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatThrownBy(() -> new DetachedExcInfo(null, null, "", List.of()))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("className");
        assertThatThrownBy(() -> new DetachedExcInfo("", null, null, List.of()))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("trace");
        assertThatThrownBy(() -> new DetachedExcInfo("", null, "", null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("causes");
    }

    @Test
    void an_exception_without_a_message_has_none() {
        assertThat(ExcInfo.of(new IOException()).detached().message()).isNull();
    }

    @Test
    void its_causes_are_listed_the_nearest_first_and_cannot_be_changed() {
        Exception failure = new Exception("outer", new IOException("middle", new Error("inner")));
        List<String> causes = ExcInfo.of(failure).detached().causes();
        assertThat(causes).containsExactly("java.io.IOException: middle", "java.lang.Error: inner");
        assertThatThrownBy(causes::clear).isInstanceOf(UnsupportedOperationException.class);
        List<String> given = new ArrayList<>(List.of("cause"));
        DetachedExcInfo copied = new DetachedExcInfo("a.B", null, "", given);
        given.clear();
        assertThat(copied.causes()).containsExactly("cause");
    }

    @Test
    void circular_causes_are_listed_once() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(ExcInfo.of(first).detached().causes()).containsExactly("java.lang.Exception: second");
    }

    @Test
    void a_record_without_the_exception_keeps_type_and_frames() {
        List<StackTraceElement> frames = List.of(
                new StackTraceElement("a.B", "inner", "B.java", 7), new StackTraceElement("a.B", "outer", "B.java", 9));
        assertThat(new ExcInfo(IOException.class, null, frames).detached())
                .isEqualTo(new DetachedExcInfo(
                        "java.io.IOException",
                        null,
                        "\tat a.B.inner(B.java:7)\n\tat a.B.outer(B.java:9)\n",
                        List.of()));
        assertThat(new ExcInfo(IOException.class, null, null).detached())
                .isEqualTo(new DetachedExcInfo("java.io.IOException", null, "", List.of()));
        assertThat(new ExcInfo(null, null, frames.subList(0, 1)).detached())
                .isEqualTo(new DetachedExcInfo("", null, "\tat a.B.inner(B.java:7)\n", List.of()));
    }

    @Nested
    class When_the_exceptions_own_methods_fail {
        @Test
        void notes_take_the_place_of_what_they_should_have_said() {
            DetachedExcInfo detached = ExcInfo.of(new Broken()).detached();
            assertThat(detached.className()).isEqualTo(Broken.class.getName());
            assertThat(detached.message()).isEqualTo("<getMessage() threw java.lang.IllegalStateException>");
            assertThat(detached.trace()).isEqualTo("<printStackTrace() threw java.lang.NoClassDefFoundError>\n");
            assertThat(detached.causes()).isEmpty();
        }

        @Test
        void so_it_is_with_a_cause() {
            DetachedExcInfo detached =
                    ExcInfo.of(new Exception("whole", new Broken())).detached();
            assertThat(detached.message()).isEqualTo("whole");
            assertThat(detached.causes())
                    .containsExactly(Broken.class.getName() + ": <toString() threw java.lang.StackOverflowError>");
        }
    }

    @SuppressWarnings("serial")
    private static final class Broken extends Exception {
        @Override
        public String getMessage() {
            throw new IllegalStateException("message");
        }

        @Override
        public String toString() {
            throw new StackOverflowError();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("cause");
        }

        @Override
        public void printStackTrace(PrintWriter writer) {
            throw new NoClassDefFoundError("trace");
        }
    }
}
