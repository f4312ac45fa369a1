package codestare.nursery.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.runtime.TaskCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A program under way: each step is taken by the model and then by the engine, and what has come of it is compared.
 *
 * <p>A step is taken when everything that follows from it, according to the model, has happened. So nothing depends on time,
 * and what does not happen is noticed by a limit that nothing else needs.
 */
final class Run {
    /** Longer than anything that works takes, however slow the machine. */
    static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("program.limit", 30));

    /** So that no limit of the engine's comes. */
    private static final Duration AGES = Duration.ofHours(1);

    private final Promises promises;
    private final World world;
    private final Act.OnFailure onFailure;
    private final List<Act> taken = new ArrayList<>();

    private final NurseryEngine engine;
    private final Tenant tenant;
    private final Actor owner = Actor.ofOwner();
    private final Stage stage;
    private final List<TaskLoop> loops = new ArrayList<>();
    private final Thrown thrown = new Thrown();

    Run(ThreadKind kind, Act.OnFailure onFailure) {
        this.onFailure = onFailure;
        this.promises = new Promises(onFailure);
        this.world = promises.world();
        this.stage = new Stage(world, LIMIT);
        this.engine = new NurseryEngine(new Settings(AGES, AGES, kind, false), () -> {});
        this.tenant = engine.bundle("acme.search", 17, Run.class.getClassLoader());
    }

    /**
     * Runs a program to its end, and ends what is left if it goes wrong.
     *
     * @return the threads that it had: each ends soon, after a rest
     */
    static EndingThreads whole(ThreadKind kind, Act.OnFailure onFailure, Consumer<Run> program) {
        Run run = new Run(kind, onFailure);
        try {
            program.accept(run);
            run.end();
            return new EndingThreads(run.stage.threads, run.toString());
        } finally {
            run.abandon();
        }
    }

    World world() {
        return world;
    }

    // ---- a step

    void take(Act act) {
        taken.add(act);
        try {
            stage.events.clear();
            Expected expected = promises.take(act);
            stage.expectTasks();
            Throwable answer = perform(act);
            settle();
            compare(expected, answer);
        } catch (Throwable e) {
            throw new AssertionError(this + "\n" + e.getMessage(), e);
        }
    }

    private Throwable perform(Act act) throws InterruptedException {
        World.Task by = world.actor(act.by());
        // a future has no thread: the owner completes it
        Actor actor = by == null || by.adopted ? owner : stage.actors.get(act.by());
        if (act instanceof Act.Finish finish && actor != owner) {
            return actor.finish(finish.how(), LIMIT);
        }
        Callable<?> action = () -> {
            execute(act);
            return null;
        };
        boolean fromInside = act instanceof Act.Close && by != null && !by.isLive();
        if (fromInside) {
            stage.crewOf(act.by()).asked(act.by());
        }
        return fromInside ? actor.doAndReturn(action, LIMIT) : actor.perform(action, LIMIT);
    }

    private void execute(Act act) throws Exception {
        if (act instanceof Act.Open open) {
            if (act.by().equals(Act.OWNER)) {
                loop();
            }
            stage.nurseries.put(open.nursery(), tenant.factory().open(open.nursery()));
        } else if (act instanceof Act.OpenIn open) {
            stage.nurseries.put(
                    open.nursery(), stage.nurseries.get(open.parent()).open(open.nursery()));
        } else if (act instanceof Act.Start start) {
            stage.start(start.nursery(), start.task(), start.onCancel());
        } else if (act instanceof Act.StartLoose start) {
            TaskLoop loop = loop();
            stage.start(start.task(), start.onCancel(), loop::createTask);
        } else if (act instanceof Act.Adopt adopt) {
            stage.adopt(adopt.nursery(), adopt.task());
        } else if (act instanceof Act.Finish finish) {
            stage.finish(finish.by(), finish.how());
        } else if (act instanceof Act.Put put) {
            stage.put(put.nursery(), put.exit(), put.exits());
        } else if (act instanceof Act.Leave leave) {
            stage.nurseries.get(leave.nursery()).leave(stage.resources.get(leave.exit()));
        } else if (act instanceof Act.Cancel cancel) {
            stage.tasks.get(cancel.task()).cancel("by " + act.by());
        } else if (act instanceof Act.StopTask stop) {
            stopTask(stage.nurseries.get(stop.nursery()), stage.tasks.get(stop.task()));
        } else if (act instanceof Act.PopAll pop) {
            stage.nurseries.put(
                    pop.successor(), stage.nurseries.get(pop.nursery()).popAll());
        } else if (act instanceof Act.Close close) {
            stage.nurseries.get(close.nursery()).close();
        } else if (act instanceof Act.CloseBySentinel close) {
            stage.nurseries.get(close.nursery()).sentinelTask().cancel("by " + act.by());
        } else if (act instanceof Act.Join join) {
            stage.nurseries.get(join.nursery()).join();
        } else {
            loop().stop();
        }
    }

    private static void stopTask(TaskNursery nursery, Task<?> task) {
        assertThat(nursery.stopTask(task)).as("what stopTask returns").isSameAs(task);
        assertThat(task.isDone() || Thread.currentThread().isInterrupted())
                .as("%s has ended when stopTask returns", task)
                .isTrue();
    }

    /** The loop that runs, with the handler of this program. */
    private TaskLoop loop() {
        TaskLoop loop = tenant.registry().defaultLoop();
        if (!loops.contains(loop)) {
            loop.setExceptionHandler(this::handle);
            loops.add(loop);
        }
        return loop;
    }

    private void handle(TaskLoop loop, ExceptionContext context) {
        stage.note("handler told of " + nameOf(context.task()));
        switch (onFailure) {
            case SHUTS_LOOP_DOWN -> ExceptionHandler.shutdownLoop().handle(loop, context);
            case CLOSES_NURSERY -> ExceptionHandler.closeNursery().handle(loop, context);
            case LOGS -> ExceptionHandler.logOnly().handle(loop, context);
            case THROWS -> throw new IllegalStateException("on purpose");
        }
    }

    // ---- what has come of it

    /** Waits until everything has happened that the model says. */
    private void settle() throws Exception {
        for (World.Task task : world.tasks.values()) {
            if (!task.isLive()) {
                await(() -> stage.tasks.containsKey(task.name), task.name + " has been started");
                awaitToldEnd(stage.tasks.get(task.name));
            }
        }
        for (World.Nursery nursery : world.nurseries.values()) {
            if (nursery.closed) {
                stage.nurseries.get(nursery.name).sentinelTask().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
        for (int i = 0; i < loops.size(); i++) {
            if (!world.loops.get(i).running) {
                tenant.shutdownService()
                        .shutdown(loops.get(i), ShutdownReason.of("once more"))
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    /** Its status is set before its handler is told; this is after. */
    private static void awaitToldEnd(Task<?> task) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        task.onDone(done -> ended.countDown());
        assertThat(ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .as("%s ends", task)
                .isTrue();
    }

    private void compare(Expected expected, Throwable answer) {
        if (expected.refused()) {
            assertThat(answer).isInstanceOf(NurseryClosedException.class);
        } else {
            thrown.compare(expected.thrown(), answer);
        }
        assertThat(expected.order().faultsIn(List.copyOf(stage.events)))
                .as("what happened")
                .isEmpty();
        for (World.Task task : world.tasks.values()) {
            assertThat(stage.tasks.get(task.name).status())
                    .as("status of %s", task.name)
                    .isEqualTo(task.isLive() ? Task.Status.RUNNING : task.end);
        }
        for (World.Nursery nursery : world.nurseries.values()) {
            TaskNursery real = stage.nurseries.get(nursery.name);
            assertThat(real.isClosed()).as("%s is closed", nursery.name).isEqualTo(nursery.closed);
            assertThat(real.tasks().stream().map(Run::nameOf).toList())
                    .as("tasks of %s", nursery.name)
                    .isEqualTo(
                            nursery.liveTasks().stream().map(task -> task.name).toList());
        }
        assertThat(tenant.registry().nurseries().keySet())
                .as("names in use")
                .isEqualTo(Set.copyOf(world.openNurseries().stream()
                        .map(nursery -> stage.nurseries.get(nursery.name).name())
                        .toList()));
        stage.seen.forEach((exit, info) -> thrown.compareSeen(exit, world.seen.get(exit), info));
        stage.seen.clear();
    }

    private static String nameOf(Task<?> task) {
        return task.name().split(":", 2)[0];
    }

    private static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("it does not come true within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(20_000);
        }
    }

    // ---- the end

    /** Ends the program; nothing may be left of it. */
    void end() {
        List<World.Nursery> roots = new ArrayList<>(world.loops.stream()
                .flatMap(loop -> world.openRoots(loop).stream())
                .toList());
        Collections.reverse(roots);
        roots.forEach(root -> take(new Act.Close(Act.OWNER, root.name)));
        take(new Act.StopLoop(Act.OWNER));
        try {
            compareLeftovers();
        } catch (Throwable e) {
            throw new AssertionError(this + "\n" + e.getMessage(), e);
        }
    }

    private void compareLeftovers() throws InterruptedException {
        for (int i = 0; i < loops.size(); i++) {
            TaskLoop loop = loops.get(i);
            thrown.compare(
                    world.loops.get(i).blame(),
                    owner.perform(
                            () -> {
                                loop.runForever();
                                return null;
                            },
                            LIMIT));
        }
        TaskCounts counts = new TaskCounts(
                world.tasks.size(),
                count(Task.Status.SUCCEEDED),
                count(Task.Status.FAILED),
                count(Task.Status.CANCELLED),
                0,
                0);
        await(() -> engine.view().counts().equals(counts), "the counts are " + counts);
        assertThat(engine.view().stragglers()).as("stragglers").isEmpty();
        assertThat(engine.endAll("the program ends", Deadline.in(LIMIT)).await())
                .as("everything ends")
                .isTrue();
    }

    private long count(Task.Status end) {
        return world.tasks.values().stream().filter(task -> task.end == end).count();
    }

    /** Ends what a program has left that went wrong; waits for nothing. */
    void abandon() {
        engine.endAll("the program is abandoned", Deadline.in(Duration.ZERO));
        owner.end();
    }

    /** The program so far, as a test would write it. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder("the program, with a handler that ").append(onFailure);
        taken.forEach(act -> words.append("\n    ").append(act));
        return words.toString();
    }
}
