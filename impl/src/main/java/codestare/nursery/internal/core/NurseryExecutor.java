package codestare.nursery.internal.core;

import codestare.nursery.Task;
import codestare.nursery.internal.task.GroupTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A nursery as an executor: each command is a child of the nursery.
 *
 * <pre>
 * running ──shutdown, or the nursery has closed──▶ shut down ──the last command ends──▶ terminated
 * </pre>
 *
 * <p>Who adds a command notes it first and looks for a shutdown afterwards; who shuts down does it the other way round. So a
 * command is refused, or seen by the shutdown.
 */
final class NurseryExecutor extends AbstractExecutorService {
    private final LoopNursery nursery;
    // what has come here and has not ended
    private final Set<Command> commands = ConcurrentHashMap.newKeySet();
    private final CountDownLatch terminated = new CountDownLatch(1);
    private final AtomicBoolean watched = new AtomicBoolean();
    // written once, by who shuts down; volatile: read by who adds
    private volatile boolean shutdown;

    NurseryExecutor(LoopNursery nursery) {
        this.nursery = nursery;
    }

    // ---- commands

    @Override
    public void execute(Runnable runnable) {
        Command command = new Command(Objects.requireNonNull(runnable, "command"));
        commands.add(command);
        boolean started = false;
        try {
            if (shutdown) {
                throw new RejectedExecutionException(
                        "executor of " + nursery.subject() + " is shut down; get a new one from the nursery");
            }
            command.start();
            started = true;
        } catch (IllegalStateException e) {
            // the nursery is closed, or there is no thread
            throw new RejectedExecutionException(e.getMessage(), e);
        } finally {
            if (!started) {
                commands.remove(command);
                terminateIfOver();
            }
        }
    }

    /** Something to run, and the child that runs it. */
    private final class Command {
        private final Runnable runnable;
        // written by the worker; volatile: read by who shuts down, and by who cancels
        private volatile boolean begun;
        // written by who starts it; volatile: read by who shuts down
        private volatile @Nullable GroupTask<?> task;
        // written by who shuts down at once; volatile: read by who starts it
        private volatile boolean unwanted;

        Command(Runnable runnable) {
            this.runnable = runnable;
        }

        void start() {
            GroupTask<?> child = (GroupTask<?>) nursery.createTask(() -> {
                begun = true;
                runnable.run();
            });
            task = child;
            if (runnable instanceof Submitted<?> submitted) {
                submitted.runsAs(child);
            }
            if (unwanted) {
                cancel();
            }
            child.onDone(done -> ended());
        }

        private void ended() {
            if (!begun && runnable instanceof Future<?> future) {
                // somebody may wait for it
                future.cancel(false);
            }
            commands.remove(this);
            terminateIfOver();
        }

        private void cancel() {
            GroupTask<?> child = task;
            if (child != null) {
                child.cancel("shutdown of the executor");
            }
        }

        /** Cancels it; returns whether that kept it from beginning. */
        boolean forestall() {
            unwanted = true;
            cancel();
            GroupTask<?> child = task;
            return child != null && child.status() == Task.Status.CANCELLED && !begun;
        }
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new Submitted<>(callable, done -> {});
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
        return newTaskFor(() -> {
            runnable.run();
            return value;
        });
    }

    // ---- the first of many

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return any(tasks, null);
        } catch (TimeoutException e) {
            throw new AssertionError("a wait without a limit has timed out", e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return any(tasks, Duration.of(timeout, unit.toChronoUnit()));
    }

    // not the one of AbstractExecutorService: that waits for ever for a command which the close of the nursery kept
    // from
    // beginning
    private <T> T any(Collection<? extends Callable<T>> tasks, @Nullable Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        BlockingQueue<Future<T>> ended = new LinkedBlockingQueue<>();
        List<Submitted<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            futures.add(new Submitted<>(Objects.requireNonNull(task, "task"), ended::add));
        }
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("tasks are empty; give one at least");
        }
        ExecutionException last = null;
        try {
            futures.forEach(this::execute);
            for (int left = futures.size(); left > 0; left--) {
                Future<T> first = limit == null
                        ? ended.take()
                        : ended.poll(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
                if (first == null) {
                    throw new TimeoutException("none of " + futures.size() + " tasks has succeeded after " + limit);
                }
                try {
                    return first.get();
                } catch (ExecutionException e) {
                    last = e;
                } catch (CancellationException e) {
                    last = new ExecutionException(e);
                }
            }
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
        throw Objects.requireNonNull(last);
    }

    // ---- the end

    @Override
    public void shutdown() {
        shutdown = true;
        terminateIfOver();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> unbegun = new ArrayList<>();
        for (Command command : commands) {
            if (command.forestall()) {
                unbegun.add(command.runnable);
            }
        }
        return unbegun;
    }

    @Override
    public boolean isShutdown() {
        return shutdown || nursery.isClosed();
    }

    @Override
    public boolean isTerminated() {
        terminateIfOver();
        return terminated.getCount() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        if (watched.compareAndSet(false, true)) {
            // whoever closes the nursery shuts this down
            nursery.sentinelTask().onDone(closed -> terminateIfOver());
        }
        terminateIfOver();
        return terminated.await(timeout, unit);
    }

    private void terminateIfOver() {
        if (isShutdown() && commands.isEmpty()) {
            terminated.countDown();
        }
    }

    @Override
    public String toString() {
        String state = isTerminated() ? "terminated" : isShutdown() ? "shut down" : "running";
        return "ExecutorService[" + nursery.shownName() + ", " + state + "]";
    }
}
