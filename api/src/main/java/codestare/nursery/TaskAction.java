package codestare.nursery;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The body of a task that has no result.
 *
 * @since 1.0
 */
@FunctionalInterface
@ConsumerType
public interface TaskAction {
    /**
     * Does the work of the task.
     *
     * @throws Exception if the work fails, or ends because the task was cancelled
     * @since 1.0
     */
    void run() throws Exception;
}
