package codestare.nursery.internal.task;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A task as a stage: those that depend on it see the very exception of the task, and a future made from it is a copy.
 *
 * <p>A minimal stage of the JDK would wrap the exception, since it is itself a dependent.
 */
final class TaskStage<T extends @Nullable Object> extends CompletableFuture<T> {
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return copy();
    }
}
