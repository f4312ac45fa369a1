package codestare.nursery.runtime;

import codestare.nursery.Task;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Measures each task and each close, on the very thread: for recorders, whose cost the operator has chosen.
 *
 * <p>In a framework, register one as a service; elsewhere, hand it to {@link NurseryRuntime#probe}. Where there is none, a
 * task pays nothing for it. All methods must return at once and may be called from many threads at a time. One that throws
 * is logged once and called no more.
 *
 * @since 1.0
 */
@ConsumerType
public interface NurseryProbe {
    /**
     * A task is about to run on the calling thread.
     *
     * @return a mark that is handed to {@link #taskEnded}, or null to hear no more of this task
     * @since 1.0
     */
    default @Nullable Object taskBegins() {
        return null;
    }

    /**
     * A task has ended on the calling thread.
     *
     * @param mark what {@link #taskBegins} has returned for it
     * @param task its name
     * @param loop the name of its loop
     * @param owner the bundle that uses the loop, as {@code <symbolic name>/<bundle id>}, or {@code process}
     * @param status how it ended
     * @since 1.0
     */
    default void taskEnded(Object mark, String task, String loop, String owner, Task.Status status) {}

    /**
     * A nursery begins to close, on the calling thread.
     *
     * @return a mark that is handed to {@link #closeEnded}, or null to hear no more of this close
     * @since 1.0
     */
    default @Nullable Object closeBegins() {
        return null;
    }

    /**
     * A nursery has closed, on the calling thread.
     *
     * @param mark what {@link #closeBegins} has returned for it
     * @param nursery its name
     * @param loop the name of its loop
     * @param owner the bundle that uses the loop, as {@code <symbolic name>/<bundle id>}, or {@code process}
     * @param created how many tasks it has had
     * @since 1.0
     */
    default void closeEnded(Object mark, String nursery, String loop, String owner, long created) {}
}
