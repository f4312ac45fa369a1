package codestare.nursery.runtime;

import codestare.nursery.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task at one moment.
 *
 * @param id by which {@link NurseryRuntime} finds it again; never used for another task of this process
 * @param name as in logs and thread dumps
 * @param status pending or running, as ended tasks are not listed; one that has just ended may still be seen
 * @param cancelRequested whether somebody has asked it to end
 * @param age how long it has been running; longer than that, as a rule by less than a millisecond, where short tasks ran
 *     before it on its thread; null if it has not begun
 * @param thread what it runs on
 * @param stack where it is, innermost call first, each frame as text; empty unless asked for, or if no thread of ours runs it;
 *     unmodifiable
 * @since 1.0
 */
public record TaskSnapshot(
        String id,
        String name,
        Task.Status status,
        boolean cancelRequested,
        @Nullable Duration age,
        TaskThread thread,
        List<String> stack) {
    /**
     * Copies the stack.
     *
     * @param id see {@link #id}
     * @param name see {@link #name}
     * @param status see {@link #status}
     * @param cancelRequested see {@link #cancelRequested}
     * @param age see {@link #age}
     * @param thread see {@link #thread}
     * @param stack see {@link #stack}
     * @since 1.0
     */
    public TaskSnapshot {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(thread, "thread");
        stack = List.copyOf(Objects.requireNonNull(stack, "stack"));
    }
}
