package codestare.nursery.internal.task;

import org.jspecify.annotations.Nullable;

/** Knows which task the calling thread runs; set on our own workers only, for the run alone. */
public final class CurrentTask {
    private final ThreadLocal<@Nullable OwnedTask<?>> current = new ThreadLocal<>();

    public @Nullable OwnedTask<?> get() {
        return current.get();
    }

    /** Sets the task that runs now, or none. */
    void set(@Nullable OwnedTask<?> task) {
        if (task == null) {
            current.remove();
        } else {
            current.set(task);
        }
    }
}
