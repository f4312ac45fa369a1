package codestare.nursery.internal.core;

import codestare.nursery.ExitCallback;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.Awaited;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.task.TaskOwner;
import codestare.nursery.internal.task.TaskSite;
import codestare.nursery.runtime.ExitEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place on an exit stack; links and contents are guarded by the lock of the stack. */
abstract class Entry {
    @Nullable
    Entry below;

    @Nullable
    Entry above;

    boolean listed;

    /** Whether nothing is in it, so that it need not stand on the stack. */
    abstract boolean isEmpty();

    abstract void end(Unwinding unwinding);

    /** What operators see of it. */
    abstract ExitEntry shown();

    /** Tasks that arrived with nothing between them; they belong to the nursery that the stack belongs to. */
    static final class Tasks extends Entry implements TaskOwner {
        private final ExitStack stack;
        private final TaskGroup group;

        Tasks(ExitStack stack, TaskSite site) {
            this.stack = stack;
            this.group = new TaskGroup(this, site);
        }

        TaskGroup group() {
            return group;
        }

        LoopNursery nursery() {
            return stack.nursery();
        }

        /** If it is not, it will be tidied up when it may be. */
        @Override
        boolean isEmpty() {
            return group.isEmptyBut(Set.of(), Set.of());
        }

        @Override
        void end(Unwinding unwinding) {
            unwinding.endTasks(group);
        }

        @Override
        ExitEntry shown() {
            return new ExitEntry(
                    ExitEntry.Kind.TASKS, Long.toString(group.crowd().active()));
        }

        @Override
        public TaskLoop loop() {
            return stack.loop();
        }

        @Override
        public String name() {
            return nursery().firstName();
        }

        @Override
        public boolean failing(OwnedTask<?> task, Throwable failure) {
            stack.loop().tally().failed();
            return stack.failing(failure);
        }

        @Override
        public void cancelled() {
            stack.loop().tally().cancelled();
        }

        @Override
        public void refused() {
            stack.loop().tally().refused();
        }

        @Override
        public void failed(OwnedTask<?> task, Throwable failure) {
            LoopNursery nursery = stack.nursery();
            stack.loop().tell(nursery.shownName(), task, failure);
            try {
                stack.nursery().tellFailure(task, failure);
            } finally {
                stack.nursery().closer().wakeBody();
            }
        }

        @Override
        public void left(TaskGroup left) {
            stack.tidy(this);
            ring();
        }

        @Override
        public void forEachAround(Consumer<? super Awaited> action) {
            stack.nursery().forEachAround(action);
        }

        @Override
        public void ring() {
            stack.nursery().ring();
        }
    }

    /** Child nurseries that were opened with nothing between them, linked through themselves. */
    static final class Children extends Entry {
        private @Nullable LoopNursery oldest;
        private @Nullable LoopNursery youngest;
        private int size;
        boolean retired;

        void add(LoopNursery child) {
            link(youngest, child);
            link(child, null);
            size++;
        }

        void remove(LoopNursery child) {
            link(child.older, child.younger);
            letGo(child);
            size--;
        }

        /** Puts another one in the place of a child. */
        void replace(LoopNursery child, LoopNursery successor) {
            LoopNursery younger = child.younger;
            link(child.older, successor);
            link(successor, younger);
            letGo(child);
        }

        /** Who keeps one that has gone must not keep all that came after it. */
        private static void letGo(LoopNursery child) {
            child.older = null;
            child.younger = null;
        }

        /** Makes two neighbours; where there is none, the other one is at the end. */
        private void link(@Nullable LoopNursery older, @Nullable LoopNursery younger) {
            if (older == null) {
                oldest = younger;
            } else {
                older.younger = younger;
            }
            if (younger == null) {
                youngest = older;
            } else {
                younger.older = older;
            }
        }

        @Override
        boolean isEmpty() {
            return size == 0;
        }

        @Override
        void end(Unwinding unwinding) {
            unwinding.endChildren(this);
        }

        @Override
        ExitEntry shown() {
            return new ExitEntry(ExitEntry.Kind.NURSERIES, Integer.toString(size));
        }

        /** The children, oldest first; the caller holds the lock of the stack. */
        void forEach(Consumer<LoopNursery> action) {
            for (LoopNursery at = oldest; at != null; at = at.younger) {
                action.accept(at);
            }
        }

        /** The children, newest first; the caller holds the lock of the stack. */
        List<LoopNursery> newestFirst() {
            List<LoopNursery> all = new ArrayList<>();
            for (LoopNursery at = youngest; at != null; at = at.older) {
                all.add(at);
            }
            return all;
        }
    }

    /** A resource or a callback. */
    static final class Exit extends Entry {
        private final ExitCallback callback;
        private final Object identity;
        private final ExitEntry.Kind kind;

        /** @param identity what was entered, pushed or added */
        Exit(ExitCallback callback, Object identity, ExitEntry.Kind kind) {
            this.callback = callback;
            this.identity = identity;
            this.kind = kind;
        }

        /** Whether it is this resource; a callback is none, even if it was entered as well. */
        boolean isOf(Object sought) {
            return kind == ExitEntry.Kind.RESOURCE && identity == sought;
        }

        @Override
        boolean isEmpty() {
            return false;
        }

        @Override
        void end(Unwinding unwinding) {
            unwinding.exit(callback);
        }

        @Override
        ExitEntry shown() {
            return new ExitEntry(kind, identity.getClass().getName());
        }
    }
}
