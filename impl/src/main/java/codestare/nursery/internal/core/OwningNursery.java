package codestare.nursery.internal.core;

import codestare.nursery.ExitCallback;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.internal.task.BodyTask;
import codestare.nursery.internal.task.StageTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.runtime.ExitEntry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A nursery as an owner: what arrives goes on its stack.
 *
 * <p>What is refused does not run, and is closed.
 */
abstract class OwningNursery extends ListedNursery {
    private static final VarHandle STACK;

    static {
        try {
            STACK = MethodHandles.lookup().findVarHandle(OwningNursery.class, "stack", ExitStack.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // handed on by popAll, under the lock of the stack
    @SuppressWarnings("NullAway.Init") // through STACK
    private volatile ExitStack stack;
    // many tasks in a row have the same name; written by any thread that starts one
    private volatile @Nullable TaskName lastTaskName;

    OwningNursery(WorkerLoop loop, NurserySpec spec) {
        super(loop, spec);
        // nobody has seen this yet: without a fence
        STACK.set(this, newStack());
    }

    private ExitStack newStack() {
        return new ExitStack(self(), loop(), loop().siteOf(spec()));
    }

    final ExitStack stack() {
        return stack;
    }

    /** Hands the stack to a successor; this gets an empty one that takes nothing. Called under the lock of the stack. */
    final void handStackTo(OwningNursery successor) {
        ExitStack empty = newStack();
        // before anybody sees it, and adds something
        empty.seal(new ClosingOfNothing(self()));
        successor.stack = stack;
        stack = empty;
    }

    // ---- tasks

    @Override
    public final Collection<Task<?>> tasks() {
        List<Task<?>> tasks = new ArrayList<>();
        for (TaskGroup group : stack.groups()) {
            group.members().stream().filter(task -> !task.isDone()).forEach(tasks::add);
        }
        return Collections.unmodifiableList(tasks);
    }

    @Override
    public final <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return start(hasFixedName() ? null : "task:" + name(), body);
    }

    @Override
    public final <T extends @Nullable Object> Task<T> createTask(String name, Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return start(nameOfTask(name), body);
    }

    @Override
    public final Task<@Nullable Void> createTask(TaskAction body) {
        return createTask(asCallable(body));
    }

    @Override
    public final Task<@Nullable Void> createTask(String name, TaskAction body) {
        return createTask(name, asCallable(body));
    }

    private static Callable<@Nullable Void> asCallable(TaskAction body) {
        Objects.requireNonNull(body, "body");
        return () -> {
            body.run();
            return null;
        };
    }

    private String nameOfTask(String label) {
        Objects.requireNonNull(label, "name");
        TaskName last = lastTaskName;
        if (last != null && last.label().equals(label)) {
            return last.full();
        }
        String full = Names.requireWords(label, "task") + ":" + name();
        if (hasFixedName()) {
            lastTaskName = new TaskName(label, full);
        }
        return full;
    }

    /** The name that was given to a task, and what became of it. */
    private record TaskName(String label, String full) {}

    private <T extends @Nullable Object> Task<T> start(@Nullable String full, Callable<T> body) {
        Callable<T> carried = loop().carriers().carry(body);
        BodyTask<T> task = stack.addTask(self(), group -> new BodyTask<>(full, group, carried));
        WorkerLoop.startOrRefuse(task);
        return task;
    }

    @Override
    public final <T extends @Nullable Object> Task<T> adopt(String name, CompletionStage<T> stage) {
        Objects.requireNonNull(stage, "stage");
        String full = nameOfTask(name);
        try {
            StageTask<T> task = stack.addTask(self(), group -> new StageTask<>(full, group, stage));
            task.start();
            return task;
        } catch (NurseryClosedException e) {
            StageTask.cancelStage(stage);
            throw e;
        }
    }

    @Override
    public final ExecutorService executor() {
        return new NurseryExecutor(self());
    }

    // ---- resources and callbacks

    @Override
    public final <R extends AutoCloseable> R enter(R resource) {
        Objects.requireNonNull(resource, "resource");
        try {
            stack.addExit(self(), closing(resource), resource, ExitEntry.Kind.RESOURCE);
            return resource;
        } catch (NurseryClosedException e) {
            try {
                resource.close();
            } catch (Exception failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    @Override
    public final <R extends AutoCloseable> R leave(R resource) {
        Objects.requireNonNull(resource, "resource");
        if (!stack.removeExit(self(), resource)) {
            throw new IllegalArgumentException("resource [" + resource + "] is not on the stack of " + subject()
                    + "; enter it first, and let it leave once");
        }
        return resource;
    }

    @Override
    public final void push(ExitCallback exit) {
        stack.addExit(self(), Objects.requireNonNull(exit, "exit"), exit, ExitEntry.Kind.CALLBACK);
    }

    @Override
    public final void callback(AutoCloseable action) {
        stack.addExit(self(), closing(Objects.requireNonNull(action, "action")), action, ExitEntry.Kind.CALLBACK);
    }

    private static ExitCallback closing(AutoCloseable action) {
        return info -> {
            action.close();
            return false;
        };
    }
}
