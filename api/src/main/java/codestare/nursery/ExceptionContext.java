package codestare.nursery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an exception handler learns of a failure.
 *
 * @param message says what failed; empty if the one who reported had no words
 * @param exception the failure
 * @param task the failed task
 * @param sentinel the sentinel of the failed task's nursery
 * @since 1.0
 */
public record ExceptionContext(
        String message,
        @Nullable Throwable exception,
        @Nullable Task<?> task,
        @Nullable Task<?> sentinel) {
    /**
     * Checks that there is a message.
     *
     * @param message see {@link #message}
     * @param exception see {@link #exception}
     * @param task see {@link #task}
     * @param sentinel see {@link #sentinel}
     * @since 1.0
     */
    public ExceptionContext {
        Objects.requireNonNull(message, "message");
    }

    /**
     * Returns a context that has a message and nothing else.
     *
     * @param message says what failed
     * @return the context
     * @since 1.0
     */
    public static ExceptionContext of(String message) {
        return new ExceptionContext(message, null, null, null);
    }
}
