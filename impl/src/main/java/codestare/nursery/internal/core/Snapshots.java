package codestare.nursery.internal.core;

import codestare.nursery.internal.task.GroupTask;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.watch.Crowd;
import codestare.nursery.internal.work.ThreadMaker;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskSnapshot;
import codestare.nursery.runtime.TaskThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes values of what is there; asks no code of a consumer and takes no lock for longer than a look at one stack. */
final class Snapshots {
    private Snapshots() {}

    static LoopSnapshot of(WorkerLoop loop) {
        return new LoopSnapshot(
                loop.number(),
                loop.name(),
                loop.tenant().owner(),
                loop.isRunning() ? LoopSnapshot.State.RUNNING : LoopSnapshot.State.STOPPING,
                loop.tally().counts(() -> crowdOf(loop)),
                loop.nurseries().stream()
                        .sorted(LoopNursery.BY_AGE)
                        .map(Snapshots::of)
                        .toList(),
                tasksOf(Stream.of(loop.looseTasks().group())));
    }

    /** The tasks of a loop, but those of nurseries that have closed. */
    static Crowd crowdOf(WorkerLoop loop) {
        Crowd crowd =
                loop.isStopped() ? Crowd.NOBODY : loop.looseTasks().group().crowd();
        for (LoopNursery nursery : loop.nurseries()) {
            crowd = crowd.and(nursery.stack().crowd());
        }
        return crowd;
    }

    private static NurserySnapshot of(LoopNursery nursery) {
        ExitStack stack = nursery.stack();
        LoopNursery parent = nursery.parent();
        return new NurserySnapshot(
                nursery.number(),
                nursery.shownName(),
                parent == null ? null : parent.number(),
                stack.closing() != null,
                nursery.age(),
                stack.crowd().created(),
                stack.failures().count(),
                stack.shown(),
                tasksOf(stack.groups().stream()));
    }

    private static List<TaskSnapshot> tasksOf(Stream<TaskGroup> groups) {
        List<TaskSnapshot> tasks = new ArrayList<>();
        groups.forEach(group -> {
            for (GroupTask<?> task : group.members()) {
                if (!task.isDone()) {
                    tasks.add(of(task, List.of()));
                }
            }
        });
        return tasks;
    }

    static TaskSnapshot withStack(OwnedTask<?> task) {
        return of(task, Stragglers.framesOf(task.runner()));
    }

    private static TaskSnapshot of(OwnedTask<?> task, List<String> stack) {
        return new TaskSnapshot(
                TaskIds.of(task),
                task.name(),
                task.status(),
                task instanceof GroupTask<?> member && member.isCancelRequested(),
                ageOf(task.begunAt()),
                threadOf(task.runner()),
                stack);
    }

    /** How long something has been running that began then; null for 0, if it has not. */
    static @Nullable Duration ageOf(long begunAt) {
        return begunAt == 0 ? null : Duration.ofNanos(Math.max(System.nanoTime() - begunAt, 0));
    }

    private static TaskThread threadOf(@Nullable Thread runner) {
        if (runner == null) {
            return TaskThread.NONE;
        }
        return ThreadMaker.isVirtual(runner) ? TaskThread.VIRTUAL : TaskThread.PLATFORM;
    }
}
