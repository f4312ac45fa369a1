package codestare.nursery.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptionsTest {
    static Stream<Throwable> interruptions() {
        return Stream.of(
                new InterruptedException(),
                new CancellationException(),
                new InterruptedIOException(),
                new SocketTimeoutException(),
                new ClosedChannelException(),
                new AsynchronousCloseException(),
                new ClosedByInterruptException(),
                new SocketException(),
                new ConnectException());
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new IOException(),
                new EOFException(),
                new UncheckedIOException(new ClosedChannelException()),
                new ExecutionException(new InterruptedException()),
                new RuntimeException(new InterruptedException()),
                new IllegalStateException(),
                new TimeoutException(),
                new Error(new InterruptedException()));
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void what_blocking_calls_throw_when_they_are_told_to_stop_is_one(Throwable thrown) {
        assertThat(Interruptions.isOne(thrown)).isTrue();
        assertThat(new Cancellation("why").explains(thrown)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void anything_else_is_none_whatever_its_cause(Throwable thrown) {
        assertThat(Interruptions.isOne(thrown)).isFalse();
        assertThat(new Cancellation("why").explains(thrown)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("others")
    void only_an_IOException_is_explained_by_an_onCancel_action(Throwable thrown) {
        Cancellation cancellation = new Cancellation("why");
        cancellation.unblocked();
        assertThat(cancellation.explains(thrown)).isEqualTo(thrown instanceof IOException);
    }
}
