package codestare.nursery;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The live loops and nurseries by name, as far as they are the caller's bundle's.
 *
 * <p>There is one registry; as an OSGi service each bundle sees its own part of it. Outside OSGi the whole process is one
 * part.
 *
 * @since 1.0
 */
@ProviderType
public interface LoopRegistry {
    /**
     * Returns the default loop of the bundle; makes it if there is none or it has stopped.
     *
     * @return a running loop
     * @throws IllegalStateException if the bundle has stopped
     * @since 1.0
     */
    TaskLoop defaultLoop();

    /**
     * Returns the running loop of this name; makes it if there is none or it has stopped.
     *
     * @param name unique in the bundle
     * @return a running loop
     * @throws IllegalArgumentException if the name is empty
     * @throws IllegalStateException if the bundle has stopped
     * @since 1.0
     */
    TaskLoop loop(String name);

    /**
     * Returns the running loops by name.
     *
     * @return a snapshot, oldest first; unmodifiable
     * @since 1.0
     */
    Map<String, TaskLoop> loops();

    /**
     * Returns the nurseries that have not closed by name; suppliers of names are asked.
     *
     * @return a snapshot, oldest first; unmodifiable
     * @since 1.0
     */
    Map<String, TaskNursery> nurseries();

    /**
     * Returns the loop that the calling thread works for.
     *
     * @return empty outside of tasks, and in another bundle's task
     * @since 1.0
     */
    Optional<TaskLoop> currentLoop();

    /**
     * Returns the task that the calling thread runs.
     *
     * @return empty outside of tasks, and in another bundle's task
     * @since 1.0
     */
    Optional<Task<?>> currentTask();
}
