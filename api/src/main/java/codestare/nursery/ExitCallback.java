package codestare.nursery;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A callback on the exit stack of a nursery that sees the current error and may suppress or replace it.
 *
 * @see TaskNursery#push
 * @since 1.0
 */
@FunctionalInterface
@ConsumerType
public interface ExitCallback {
    /**
     * Runs once, when its turn comes in the closing of the nursery.
     *
     * <p>Where the owner closes, this runs on the owner's thread; where a failure, the sentinel, a signal or a release
     * closes, it runs on a worker of the loop and is left behind as a straggler when the close runs out of time.
     *
     * @param info the current error; {@link ExcInfo#NONE} if there is none
     * @return true to suppress the current error
     * @throws Exception to replace the current error, which is then suppressed in the new one
     * @since 1.0
     */
    boolean exit(ExcInfo info) throws Exception;
}
