package codestare.nursery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why loops are shut down; shown in logs and given to cancelled tasks as the reason.
 *
 * @param words a few words for people, for example {@code signal TERM}
 * @param signal the name of the signal without {@code SIG}, if a signal asked for it
 * @param context the failure, if one asked for it
 * @since 1.0
 */
public record ShutdownReason(
        String words, @Nullable String signal, @Nullable ExceptionContext context) {
    /**
     * Checks that there are words.
     *
     * @param words see {@link #words}
     * @param signal see {@link #signal}
     * @param context see {@link #context}
     * @throws IllegalArgumentException if the words are empty
     * @since 1.0
     */
    public ShutdownReason {
        Objects.requireNonNull(words, "words");
        if (words.isBlank()) {
            throw new IllegalArgumentException(
                    "shutdown reason [" + words + "] is empty; say in a few words why the loop ends");
        }
    }

    /**
     * Returns a reason of words only.
     *
     * @param words a few words for people
     * @return the reason
     * @throws IllegalArgumentException if the words are empty
     * @since 1.0
     */
    public static ShutdownReason of(String words) {
        return new ShutdownReason(words, null, null);
    }

    /**
     * Returns the reason of a shutdown that a signal asked for.
     *
     * @param signal the name of the signal without {@code SIG}
     * @return the reason
     * @since 1.0
     */
    public static ShutdownReason ofSignal(String signal) {
        Objects.requireNonNull(signal, "signal");
        return new ShutdownReason("signal " + signal, signal, null);
    }

    /**
     * Returns the reason of a shutdown that a failure asked for.
     *
     * @param context the failure
     * @return the reason; its words are the message of the failure
     * @since 1.0
     */
    public static ShutdownReason ofFailure(ExceptionContext context) {
        Objects.requireNonNull(context, "context");
        String words = context.message().isBlank() ? "a failure without a message" : context.message();
        return new ShutdownReason(words, null, context);
    }
}
