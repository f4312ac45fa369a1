package codestare.nursery;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries a context of threads, such as the diagnostic context of a log, from who creates a task to the task.
 *
 * <p>In plain Java, carriers are found by {@link java.util.ServiceLoader}, once and with the class loader of the
 * implementation. In OSGi every service of this type counts from its registration on, for the tasks of all bundles. Where
 * there are several, the first one found, or the service with the highest ranking, is the outermost.
 *
 * <p>An interface with one method that wraps, and not a pair that sets and resets: so it can carry what is bound for the
 * time of a call only, such as a scoped value.
 *
 * @since 1.0
 */
@ConsumerType
public interface ContextCarrier {
    /**
     * Captures the context of the calling thread, and returns a body that runs in that context.
     *
     * <p>Called by who creates a task with a body, on that thread, before there is a task; must not block. What it throws is
     * thrown to who creates the task, and no task is made. The returned body must call the given one once, must return and
     * throw what that does, and must leave the thread as it found it: one thread runs many tasks.
     *
     * @param <T> the type of the result
     * @param body what the task is to run
     * @return the body that the task runs; the given one if there is nothing to carry
     * @since 1.0
     */
    <T extends @Nullable Object> Callable<T> carry(Callable<T> body);
}
