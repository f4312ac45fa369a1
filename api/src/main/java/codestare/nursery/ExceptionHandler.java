package codestare.nursery;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told once of each task of a loop that failed.
 *
 * @see TaskLoop#setExceptionHandler
 * @since 1.0
 */
@FunctionalInterface
@ConsumerType
public interface ExceptionHandler {
    /**
     * Decides what a failure ends.
     *
     * <p>Runs on the worker of the failed task, after the status of the task is set and before those that wait for it go
     * on. For a stage taken in by {@link TaskNursery#adopt} it runs on a worker of its own, and those that wait do not wait
     * for it. It must not wait for the task, its nursery or its loop. An exception thrown here is logged, and {@link
     * #shutdownLoop()} takes the place of this handler for that failure.
     *
     * @param loop the loop of the failed task
     * @param context what failed
     * @since 1.0
     */
    void handle(TaskLoop loop, ExceptionContext context);

    /**
     * Returns the handler that logs the failure and shuts the loop down: the failing nursery closes, then the other
     * nurseries of the loop, then its remaining tasks end, then the loop stops.
     *
     * <p>Installed with the first nursery of a loop that has no handler.
     *
     * @return always the same object
     * @since 1.0
     */
    static ExceptionHandler shutdownLoop() {
        return ReadyHandler.SHUTDOWN_LOOP;
    }

    /**
     * Returns the handler that logs the failure and closes the failing nursery only.
     *
     * @return always the same object
     * @since 1.0
     */
    static ExceptionHandler closeNursery() {
        return ReadyHandler.CLOSE_NURSERY;
    }

    /**
     * Returns the handler that logs the failure and ends nothing; {@link TaskNursery#join} and {@link TaskNursery#close}
     * throw the failure all the same.
     *
     * @return always the same object
     * @since 1.0
     */
    static ExceptionHandler logOnly() {
        return ReadyHandler.LOG_ONLY;
    }
}
