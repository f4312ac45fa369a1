package codestare.nursery;

import java.util.Objects;

/**
 * Tells the owner of a nursery that something in it failed.
 *
 * <p>The cause is the first real failure; the others are suppressed, each once, no cancellation among them. Each thrower
 * gets an exception object of its own, so that one may be suppressed in another.
 *
 * @since 1.0
 */
public class NurseryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message names the nursery or the loop
     * @param cause the first failure
     * @since 1.0
     */
    public NurseryException(String message, Throwable cause) {
        super(message, Objects.requireNonNull(cause, "cause"));
    }
}
