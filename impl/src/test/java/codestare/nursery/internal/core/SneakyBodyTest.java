package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.TaskLoop;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/** Other languages, and generic code, throw what their signatures do not tell. */
class SneakyBodyTest {
    @SuppressWarnings("serial")
    private static final class NeitherExceptionNorError extends Throwable {}

    private final Throwable thrown = new NeitherExceptionNorError();

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Nested
    class When_a_body_throws_a_plain_throwable {
        @EachThreadKind
        void call_throws_it_as_it_is(Ground ground) {
            assertThatThrownBy(() -> ground.factory().call("sneaky", nursery -> {
                        SneakyBodyTest.<RuntimeException>sneak(thrown);
                        return null;
                    }))
                    .isSameAs(thrown);
        }

        @EachThreadKind
        void run_throws_it_as_it_is_when_the_loop_has_stopped(Ground ground) {
            TaskLoop loop = ground.loops().loop("main");
            assertThatThrownBy(() -> loop.run(() -> {
                        SneakyBodyTest.<RuntimeException>sneak(thrown);
                        return null;
                    }))
                    .isSameAs(thrown);
            assertThat(loop.isRunning()).isFalse();
        }
    }

    @Nested
    class When_a_callback_replaces_the_exception_of_the_body_by_one {
        @EachThreadKind
        void call_throws_it_with_the_other_suppressed(Ground ground) {
            IOException body = new IOException("body");
            assertThatThrownBy(() -> ground.factory().call("sneaky", nursery -> {
                        nursery.callback(() -> SneakyBodyTest.<RuntimeException>sneak(thrown));
                        throw body;
                    }))
                    .isSameAs(thrown)
                    .hasSuppressedException(body);
        }
    }
}
