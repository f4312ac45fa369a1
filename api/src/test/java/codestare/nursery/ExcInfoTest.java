package codestare.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExcInfoTest {
    private final IOException disk = new IOException("disk");

    @Test
    void of_an_exception_it_has_type_exception_and_trace() {
        ExcInfo info = ExcInfo.of(disk);
        assertThat(info.excType()).isEqualTo(IOException.class);
        assertThat(info.exc()).isSameAs(disk);
        assertThat(info.traceback()).containsExactly(disk.getStackTrace());
        assertThat(info.isEmpty()).isFalse();
    }

    @Test
    void none_is_empty_and_equals_any_other_empty_one() {
        assertThat(ExcInfo.NONE.isEmpty()).isTrue();
        assertThat(ExcInfo.NONE.excType()).isNull();
        assertThat(ExcInfo.NONE.exc()).isNull();
        assertThat(ExcInfo.NONE.traceback()).isNull();
        assertThat(new ExcInfo(null, null, null)).isEqualTo(ExcInfo.NONE).hasSameHashCodeAs(ExcInfo.NONE);
    }

    @Test
    void of_null_is_refused_by_name() {
        assertThatThrownBy(() -> ExcInfo.of(null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("exc");
    }

    @Test
    void each_part_may_be_absent_alone() {
        assertThat(new ExcInfo(IOException.class, null, null).isEmpty()).isFalse();
        assertThat(new ExcInfo(null, disk, null).isEmpty()).isFalse();
        assertThat(new ExcInfo(null, null, List.of()).isEmpty()).isFalse();
    }

    @Test
    void two_of_the_same_exception_are_equal_and_of_two_exceptions_are_not() {
        assertThat(ExcInfo.of(disk)).isEqualTo(ExcInfo.of(disk)).hasSameHashCodeAs(ExcInfo.of(disk));
        assertThat(ExcInfo.of(disk)).isNotEqualTo(ExcInfo.of(new IOException("disk")));
    }

    @Test
    void its_trace_cannot_be_changed() {
        List<StackTraceElement> frames = new ArrayList<>(List.of(disk.getStackTrace()));
        ExcInfo info = new ExcInfo(IOException.class, disk, frames);
        frames.clear();
        assertThat(info.traceback()).containsExactly(disk.getStackTrace());
        assertThatThrownBy(() -> info.traceback().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void its_trace_stays_when_the_exception_gets_another() {
        StackTraceElement[] before = disk.getStackTrace();
        ExcInfo info = ExcInfo.of(disk);
        disk.setStackTrace(new StackTraceElement[0]);
        assertThat(info.traceback()).containsExactly(before);
    }

    @Nested
    class When_it_is_detached {
        @Test
        void nothing_of_it_is_left_but_strings() {
            IOException failure = new IOException("copy", new IllegalStateException("full"));
            failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 7)});
            failure.getCause().setStackTrace(new StackTraceElement[0]);
            assertThat(ExcInfo.of(failure).detached())
                    .isEqualTo(new DetachedExcInfo(
                            "java.io.IOException",
                            "copy",
                            "java.io.IOException: copy\n\tat a.B.c(B.java:7)\n"
                                    + "Caused by: java.lang.IllegalStateException: full\n",
                            List.of("java.lang.IllegalStateException: full")));
        }

        @Test
        void none_stays_none() {
            assertThat(ExcInfo.NONE.detached()).isSameAs(DetachedExcInfo.NONE);
        }
    }
}
