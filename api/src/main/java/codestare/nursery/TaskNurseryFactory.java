package codestare.nursery;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens nurseries for plain code and for whatever spans a whole bundle.
 *
 * <p>A nursery opened inside a task of a nursery, on the same loop, is a child of that nursery. As an OSGi service this
 * interface is bundle-scoped: what a bundle opened and did not close is closed when the bundle lets go of the service.
 *
 * @since 1.0
 */
@ProviderType
public interface TaskNurseryFactory {
    /**
     * Opens a nursery with a default name on the loop of the current task, else on the default loop.
     *
     * @return the nursery
     * @throws IllegalStateException if the bundle has stopped, or the loop of the current task stops
     * @throws NurseryClosedException if the current task's nursery closes or has closed
     * @since 1.0
     */
    TaskNursery open();

    /**
     * Opens a named nursery; otherwise as {@link #open()}.
     *
     * @param name unique among the open nurseries of the bundle
     * @return the nursery
     * @throws IllegalArgumentException if the name is empty or taken
     * @throws IllegalStateException as {@link #open()}
     * @since 1.0
     */
    TaskNursery open(String name);

    /**
     * Opens a nursery whose name may change; otherwise as {@link #open()}.
     *
     * @param name asked each time the name is needed; where it throws, or answers with an empty or taken name, the default
     *     name of the nursery takes its place
     * @return the nursery
     * @throws IllegalStateException as {@link #open()}
     * @since 1.0
     */
    TaskNursery open(Supplier<String> name);

    /**
     * Opens a named nursery on a given loop.
     *
     * @param name unique among the open nurseries of the bundle
     * @param loop a loop of the same bundle
     * @return the nursery
     * @throws IllegalArgumentException if the name is empty or taken, or the loop is another bundle's
     * @throws IllegalStateException if the bundle or the loop has stopped
     * @since 1.0
     */
    TaskNursery open(String name, TaskLoop loop);

    /**
     * Opens a nursery as told by options.
     *
     * @param options name, loop, grace and kind of threads
     * @return the nursery
     * @throws IllegalArgumentException if the name is taken, or the loop is another bundle's
     * @throws IllegalStateException if the bundle or the loop has stopped
     * @since 1.0
     */
    TaskNursery open(NurseryOptions options);

    /**
     * Runs a body with a nursery of its own and closes the nursery at the end.
     *
     * <p>The body runs on the caller's thread. That thread is interrupted once when a child fails or someone else closes
     * the nursery, and the flag is cleared before this method ends. Leaving the body cancels what still runs; a body that
     * wants the results must {@link TaskNursery#join} first. The body's exception reaches the exit callbacks; it is thrown as
     * it is, with the failures of children suppressed in it. A body that ends by that interrupt has not failed by itself.
     *
     * @param <T> the type of the result
     * @param name unique among the open nurseries of the bundle
     * @param body gets the nursery
     * @return the result of the body; null if an exit callback suppressed the body's exception
     * @throws NurseryException if the body did not fail but a child or an exit callback did
     * @throws IllegalArgumentException if the name is empty or taken
     * @throws IllegalStateException as {@link #open()}
     * @throws Exception what the body threw, or what an exit callback put in its place
     * @since 1.0
     */
    <T extends @Nullable Object> T call(String name, NurseryBody<T> body) throws Exception;
}
