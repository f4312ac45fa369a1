package codestare.nursery.internal.task;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A task whose work is done elsewhere: it ends when the stage completes. */
public final class StageTask<T extends @Nullable Object> extends GroupTask<T> {
    private final CompletionStage<T> stage;
    private final long adoptedAt = System.nanoTime();
    // who tells of the failure; written by that thread, read by those who look
    private volatile @Nullable Thread teller;

    public StageTask(String name, TaskGroup group, CompletionStage<T> stage) {
        super(name, group);
        this.stage = stage;
    }

    @Override
    boolean launch() {
        stage.whenComplete((result, thrown) -> {
            if (thrown == null) {
                succeed(result);
            } else {
                endWith(unwrapped(thrown));
            }
        });
        return true;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }

    @Override
    public long begunAt() {
        return adoptedAt;
    }

    @Override
    void calm() {}

    @Override
    void tellFailure(Runnable telling) {
        // the thread that completed the stage is not ours
        site().execute(name(), () -> tellAsThisTask(telling));
    }

    /** As the body of a task would: what others do in the telling, they do from inside of this one. */
    private void tellAsThisTask(Runnable telling) {
        CurrentTask.Place place = site().current().place();
        // not null where no thread could be made, and a task completed the stage
        OwnedTask<?> outer = place.task;
        place.task = this;
        teller = Thread.currentThread();
        try {
            telling.run();
        } finally {
            teller = null;
            place.task = outer;
            site().current().leaveThread();
        }
    }

    @Override
    public @Nullable Thread runner() {
        return teller;
    }

    @Override
    void stopRunning() {
        // on a worker: it runs what others hung on the stage, and who cancels never waits
        site().execute("cancel of " + name(), () -> cancelStage(stage));
    }

    /** Cancels the future of a stage, if it has one. */
    public static void cancelStage(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException none) {
            // a stage without a future ends when it ends
        }
    }
}
