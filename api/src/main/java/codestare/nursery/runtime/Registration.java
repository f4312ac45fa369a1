package codestare.nursery.runtime;

/**
 * Ends what was begun by registering something; a second call does nothing.
 *
 * @since 1.0
 */
public interface Registration extends AutoCloseable {
    /**
     * Ends it.
     *
     * @since 1.0
     */
    @Override
    void close();
}
