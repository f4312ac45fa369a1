package codestare.nursery;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The block of code that a nursery of {@link TaskNurseryFactory#call} lives for.
 *
 * @param <T> what the block returns
 * @since 1.0
 */
@FunctionalInterface
@ConsumerType
public interface NurseryBody<T extends @Nullable Object> {
    /**
     * Runs on the thread that called {@link TaskNurseryFactory#call}.
     *
     * @param nursery open for as long as this method runs, unless a child fails or someone closes it
     * @return the result of the call
     * @throws Exception if the block fails; the exit callbacks of the nursery see it
     * @since 1.0
     */
    T run(TaskNursery nursery) throws Exception;
}
