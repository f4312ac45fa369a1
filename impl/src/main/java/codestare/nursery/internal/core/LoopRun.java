package codestare.nursery.internal.core;

import codestare.nursery.Task;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.Interruptions;
import codestare.nursery.internal.task.OwnedTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs a body as a task of a loop, then stops the loop. */
final class LoopRun<T extends @Nullable Object> {
    private final WorkerLoop loop;
    private final Callable<T> body;

    /** How the body ended; its exception is the caller's and not the handler's. */
    private static final class Ended<T extends @Nullable Object> {
        final @Nullable T result;
        final @Nullable Throwable thrown;

        Ended(@Nullable T result, @Nullable Throwable thrown) {
            this.result = result;
            this.thrown = thrown;
        }
    }

    LoopRun(WorkerLoop loop, Callable<T> body) {
        this.loop = loop;
        this.body = body;
    }

    static void requireOutside(WorkerLoop loop) {
        OwnedTask<?> current = loop.current().get();
        if (current != null && current.loop() == loop) {
            throw new IllegalStateException("task [" + current.name() + "] cannot wait for the stop of its own "
                    + loop.subject() + "; wait from outside");
        }
    }

    @SuppressWarnings("NullAway") // without an exception the result is a T
    T run() throws Exception {
        requireOutside(loop);
        Task<Ended<T>> task = loop.createTask("run:" + loop.name(), this::runBody);
        Ended<T> ended;
        try {
            ended = awaitEnd(task);
        } finally {
            loop.stop();
            loop.end().await();
        }
        loop.end().throwFailure(isCancelled(task, ended) ? null : ended.thrown);
        if (ended.thrown != null) {
            FailureLog.throwIt(ended.thrown);
        }
        return ended.result;
    }

    /** Whether the body ended as it was told to: that adds nothing to the failure that told it. */
    private static boolean isCancelled(Task<?> task, Ended<?> ended) {
        return ended.thrown != null
                && Interruptions.isOne(ended.thrown)
                && task instanceof GroupTask<?> body
                && body.isCancelRequested();
    }

    private Ended<T> runBody() {
        try {
            return new Ended<>(body.call(), null);
        } catch (Throwable e) {
            return new Ended<>(null, e);
        }
    }

    private Ended<T> awaitEnd(Task<Ended<T>> task) throws ExecutionException, InterruptedException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel("the thread in run was interrupted");
            throw e;
        } catch (CancellationException e) {
            // it never began: the loop stopped first
            return new Ended<>(null, e);
        }
    }
}
