package codestare.nursery.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A task, or an exit callback, that has not ended when the time of its close was over and was left behind.
 *
 * @param id of the task, by which {@link NurseryRuntime} finds it
 * @param name of the task
 * @param owner the bundle whose task it is, as {@code <symbolic name>/<bundle id>}, or {@code process}; it may have gone
 * @param where what closed without it, such as {@code nursery [indexer]}
 * @param since how long ago it was left behind
 * @param stack where it is now, innermost call first, each frame as text; empty if no thread of ours runs it; unmodifiable
 * @since 1.0
 */
public record Straggler(String id, String name, String owner, String where, Duration since, List<String> stack) {
    /**
     * Copies the stack.
     *
     * @param id see {@link #id}
     * @param name see {@link #name}
     * @param owner see {@link #owner}
     * @param where see {@link #where}
     * @param since see {@link #since}
     * @param stack see {@link #stack}
     * @since 1.0
     */
    public Straggler {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(since, "since");
        stack = List.copyOf(Objects.requireNonNull(stack, "stack"));
    }
}
