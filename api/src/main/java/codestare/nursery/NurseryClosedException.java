package codestare.nursery;

/**
 * Thrown when a task, a resource or a callback is offered to a nursery that closes or has closed.
 *
 * <p>The task does not run; the resource is closed.
 *
 * @since 1.0
 */
public class NurseryClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message names the nursery and the cure
     * @since 1.0
     */
    public NurseryClosedException(String message) {
        super(message);
    }
}
