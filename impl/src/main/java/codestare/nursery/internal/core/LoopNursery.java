package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExitCallback;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.BodyTask;
import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.StageTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.WaitingRoom;
import codestare.nursery.internal.work.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A nursery on a loop: the face of an exit stack, and the way through its life.
 *
 * <pre>
 * open ──begin──▶ closing ──finish──▶ closed
 *   └──popAll──────────────────────────▲
 * </pre>
 */
final class LoopNursery implements TaskNursery, Awaited {
    static final Comparator<LoopNursery> BY_AGE = Comparator.comparingLong(nursery -> nursery.number);

    private final NurserySpec spec;
    private final WorkerLoop loop;
    private final long number;
    private final NurseryName name;
    private final SentinelTask sentinel;
    private final Closer closer;
    private final WaitingRoom room = new WaitingRoom();
    // many tasks in a row have the same name; written by any thread that starts one
    private volatile @Nullable TaskName lastTaskName;
    // handed on by popAll, under the lock of the stack
    private volatile ExitStack stack;
    // the stack and the place where this child stands; written under the lock of that stack
    private volatile @Nullable ExitStack parentStack;
    private volatile Entry.@Nullable Children place;
    // written once each by who finishes the close: before all is given back, and after
    private volatile boolean ending;
    private volatile boolean closed;

    LoopNursery(WorkerLoop loop, NurserySpec spec) {
        this.loop = loop;
        this.spec = spec;
        this.number = spec.nextNumber();
        this.name = spec.claimName(this);
        this.closer = new Closer(this, loop);
        this.stack = newStack();
        this.sentinel = new SentinelTask(this, loop);
    }

    // ---- what it is

    @Override
    public String name() {
        return name.now();
    }

    /** The last known name; asks no supplier. */
    String shownName() {
        return name.shown();
    }

    /** The name it had at its making. */
    String firstName() {
        return name.first();
    }

    /** How logs and errors call it. */
    String subject() {
        return "nursery [" + shownName() + "]";
    }

    @Override
    public TaskLoop loop() {
        return loop;
    }

    @Override
    public Task<@Nullable Void> sentinelTask() {
        return sentinel;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public Collection<Task<?>> tasks() {
        List<Task<?>> tasks = new ArrayList<>();
        for (TaskGroup group : stack.groups()) {
            group.members().stream().filter(task -> !task.isDone()).forEach(tasks::add);
        }
        return Collections.unmodifiableList(tasks);
    }

    /** Spares the one that the JVM makes on demand: every nursery stands in sets. */
    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        String state = closed ? "closed" : stack.closing() != null ? "closing" : "open";
        return "TaskNursery[" + shownName() + ", " + state + "]";
    }

    @Override
    public WaitingRoom room() {
        return room;
    }

    @Override
    public void forEachAround(Consumer<? super Awaited> action) {
        LoopNursery at = this;
        while (at != null) {
            action.accept(at);
            Closing closing = at.stack.closing();
            if (closing != null) {
                action.accept(closing);
            }
            ExitStack standing = at.parentStack;
            at = standing == null ? null : standing.nursery();
        }
    }

    // ---- arrivals

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return start(name.isFixed() ? null : "task:" + name(), body);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(String name, Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return start(nameOfTask(name), body);
    }

    @Override
    public Task<@Nullable Void> createTask(TaskAction body) {
        return createTask(asCallable(body));
    }

    @Override
    public Task<@Nullable Void> createTask(String name, TaskAction body) {
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
        if (name.isFixed()) {
            lastTaskName = new TaskName(label, full);
        }
        return full;
    }

    /** The name that was given to a task, and what became of it. */
    private record TaskName(String label, String full) {}

    private <T extends @Nullable Object> Task<T> start(@Nullable String full, Callable<T> body) {
        Callable<T> carried = loop.carriers().carry(body);
        BodyTask<T> task = stack.addTask(this, group -> new BodyTask<>(full, group, carried));
        WorkerLoop.startOrRefuse(task);
        return task;
    }

    @Override
    public <T extends @Nullable Object> Task<T> adopt(String name, CompletionStage<T> stage) {
        Objects.requireNonNull(stage, "stage");
        String full = nameOfTask(name);
        try {
            StageTask<T> task = stack.addTask(this, group -> new StageTask<>(full, group, stage));
            task.start();
            return task;
        } catch (NurseryClosedException e) {
            StageTask.cancelStage(stage);
            throw e;
        }
    }

    @Override
    public ExecutorService executor() {
        return new NurseryExecutor(this);
    }

    @Override
    public <R extends AutoCloseable> R enter(R resource) {
        Objects.requireNonNull(resource, "resource");
        try {
            stack.addExit(this, closing(resource), resource);
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
    public <R extends AutoCloseable> R leave(R resource) {
        Objects.requireNonNull(resource, "resource");
        if (!stack.removeExit(this, resource)) {
            throw new IllegalArgumentException("resource [" + resource + "] is not on the stack of " + subject()
                    + "; enter it first, and let it leave once");
        }
        return resource;
    }

    @Override
    public void push(ExitCallback exit) {
        stack.addExit(this, Objects.requireNonNull(exit, "exit"), new Object());
    }

    @Override
    public void callback(AutoCloseable action) {
        stack.addExit(this, closing(Objects.requireNonNull(action, "action")), new Object());
    }

    private static ExitCallback closing(AutoCloseable action) {
        return info -> {
            action.close();
            return false;
        };
    }

    // ---- children and parents

    @Override
    public TaskNursery open(String name) {
        Names.requireWords(Objects.requireNonNull(name, "name"), "nursery");
        return loop.open(spec.named(name), this);
    }

    /** Takes a new nursery in as a child. */
    void admit(LoopNursery child) {
        stack.addChild(this, child);
    }

    /** Notes the place on the parent's stack; called under the lock of that stack. */
    void placeIn(ExitStack standing, Entry.Children where) {
        parentStack = standing;
        place = where;
    }

    boolean isRoot() {
        return parentStack == null;
    }

    private void leaveParent() {
        ExitStack standing = parentStack;
        Entry.Children where = place;
        if (standing != null && where != null) {
            standing.removeChild(where, this);
        }
    }

    @Override
    public TaskNursery popAll() {
        LoopNursery successor = new LoopNursery(loop, spec.named(null));
        try {
            Runnable move = () -> stack.handTo(this, successor, () -> takeOver(successor));
            ExitStack standing = parentStack;
            Entry.Children where = place;
            if (standing != null && where != null) {
                standing.replaceChild(where, this, successor, move);
            } else {
                move.run();
            }
        } catch (NurseryClosedException e) {
            successor.discard();
            throw e;
        }
        closer.wakeBodyOfAnother();
        end();
        ring();
        return successor;
    }

    /** Hands the stack to a successor, which is seen from then on; called under the lock of the stack. */
    private void takeOver(LoopNursery successor) {
        successor.stack = stack;
        stack = newStack();
        stack.seal(overAtOnce());
        successor.register();
    }

    private Closing overAtOnce() {
        Closing closing = Closing.ofNothing(this);
        closing.finish(List.of());
        return closing;
    }

    private ExitStack newStack() {
        return new ExitStack(this, loop, loop.site(spec.loader(), spec.freshThreads()));
    }

    /** Makes it seen by those who close all. */
    void register() {
        loop.nurseries().add(this);
        spec.opened().add(this);
        if (ending) {
            // a shutdown that saw it in between was faster
            unregister();
        }
    }

    private void unregister() {
        loop.nurseries().remove(this);
        spec.opened().remove(this);
    }

    /** Ends a nursery whose opening is refused; a shutdown may have seen it, and then that ends it. */
    void discard() {
        if (stack.seal(overAtOnce())) {
            end();
        }
    }

    @Override
    public void lookAgain() {
        ring();
    }

    // ---- what tasks tell

    Bell bell() {
        return room.bell();
    }

    /** Makes those who wait here and further up look again. */
    void ring() {
        room.bell().ring();
        ExitStack standing = parentStack;
        if (standing != null) {
            standing.nursery().ring();
        }
    }

    void tellFailure(OwnedTask<?> task, Throwable failure) {
        loop.callExceptionHandler(new ExceptionContext("task [" + task.name() + "] failed", failure, task, sentinel));
    }

    // ---- waiting

    @Override
    public void join() throws InterruptedException {
        new Joining(this, loop.current()).join();
    }

    @Override
    public <T extends @Nullable Object> Task<T> stopTask(Task<T> task) {
        Objects.requireNonNull(task, "task");
        if (task != sentinel && !isUnfinishedChild(task)) {
            throw new IllegalArgumentException("task [" + task.name() + "] is no unfinished child of " + subject()
                    + "; only a task that it lists can be stopped");
        }
        return loop.stopTask(task, grace());
    }

    private boolean isUnfinishedChild(Task<?> task) {
        return !task.isDone()
                && task instanceof GroupTask<?> child
                && child.owner() instanceof Entry.Tasks place
                && place.nursery() == this;
    }

    // ---- closing

    Duration grace() {
        return spec.grace();
    }

    @Override
    public void close() {
        closer.close();
    }

    Closer closer() {
        return closer;
    }

    ExitStack stack() {
        return stack;
    }

    /**
     * The close is over: gives name and place back, and lets the sentinel end.
     *
     * <p>Wakes those who wait here; if it has left something behind, those further up must look again too.
     */
    void end() {
        ending = true;
        name.free();
        unregister();
        leaveParent();
        closed = true;
        sentinel.end();
        room.bell().ring();
    }
}
