package codestare.nursery.internal.task;

import org.jspecify.annotations.Nullable;

/** Knows which task the calling thread runs; set on our own workers only, for the run alone. */
public final class CurrentTask {
    private final ThreadLocal<@Nullable OwnedTask<?>> current = new ThreadLocal<>();

    public @Nullable OwnedTask<?> get() {
        return current.get();
    }

    void set(OwnedTask<?> task) {
        current.set(task);
    }

    void clear() {
        current.remove();
    }
}
