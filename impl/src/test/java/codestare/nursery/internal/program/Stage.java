package codestare.nursery.internal.program;

import codestare.nursery.ExcInfo;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The tasks and exit callbacks of a program on the engine: what they do, and what they note.
 *
 * <p>They look at the model only while a step is taken; then nobody changes it.
 */
final class Stage {
    final Map<String, Actor> actors = new ConcurrentHashMap<>();
    final Map<String, Task<?>> tasks = new ConcurrentHashMap<>();
    /** Those that were adopted, by the names of their tasks. */
    private final Map<String, Adopted> futures = new ConcurrentHashMap<>();

    final Map<String, TaskNursery> nurseries = new ConcurrentHashMap<>();
    final Map<String, AutoCloseable> resources = new ConcurrentHashMap<>();
    final Queue<String> events = new ConcurrentLinkedQueue<>();
    /** What each exit callback saw. */
    final Map<String, ExcInfo> seen = new ConcurrentHashMap<>();
    /** Those that ran a task or an exit callback. */
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final World world;
    private final Duration limit;
    private final Map<String, World.Stack> placesOfExits = new ConcurrentHashMap<>();
    private final Map<World.Group, Crew> crews = new ConcurrentHashMap<>();

    Stage(World world, Duration limit) {
        this.world = world;
        this.limit = limit;
    }

    // ---- tasks

    /** Makes what the model has just told of known to those who will ask. */
    void expectTasks() {
        world.tasks
                .values()
                .forEach(task ->
                        crews.computeIfAbsent(task.group, group -> new Crew()).enter(task.name));
    }

    /** How a nursery or a loop starts a task. */
    interface Starter {
        Task<?> start(String name, Callable<Object> body);
    }

    void start(String nursery, String name, Act.OnCancel onCancel) {
        TaskNursery home = nurseries.get(nursery);
        start(name, onCancel, home::createTask);
    }

    /** Starts a task and returns when it has begun. */
    void start(String name, Act.OnCancel onCancel, Starter starter) {
        tasks.put(name, starter.start(name, body(name, onCancel)));
        actors.get(name).awaitBegin(limit);
    }

    void adopt(String nursery, String name) {
        Adopted future = new Adopted(name);
        futures.put(name, future);
        tasks.put(name, nurseries.get(nursery).adopt(name, future));
    }

    /** Completes a future that was adopted. */
    void finish(String name, Act.Ending how) {
        Adopted future = futures.get(name);
        future.noteEnd();
        switch (how) {
            case RETURNS -> future.complete("result of " + name);
            case FAILS -> future.completeExceptionally(new Thrown.Failure(name));
            case BREAKS -> future.completeExceptionally(new Thrown.Breakage(name));
        }
    }

    /** A future that notes its end as a body does: before its task ends. */
    private final class Adopted extends CompletableFuture<Object> {
        private final String name;

        Adopted(String name) {
            this.name = name;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            noteEnd();
            return super.cancel(mayInterruptIfRunning);
        }

        void noteEnd() {
            note(name + " ended");
            // one that was refused is in no group
            if (world.tasks.containsKey(name)) {
                crewOf(name).left(name);
            }
        }
    }

    private Callable<Object> body(String name, Act.OnCancel onCancel) {
        Actor actor = Actor.ofTask(name);
        actors.put(name, actor);
        return () -> {
            threads.add(Thread.currentThread());
            try {
                return actor.live();
            } catch (InterruptedException cancelled) {
                return endWhenCancelled(name, onCancel, cancelled);
            } finally {
                note(name + " ended");
                crewOf(name).left(name);
            }
        };
    }

    private Object endWhenCancelled(String name, Act.OnCancel onCancel, InterruptedException cancelled)
            throws Exception {
        if (onCancel == Act.OnCancel.SPAWNS) {
            try {
                start(world.task(name).nursery().name, name + ".spawned", Act.OnCancel.OBEYS);
            } catch (NurseryClosedException refused) {
                note(name + " was refused");
            }
        }
        crewOf(name).asked(name);
        if (onCancel.lingers()) {
            crewOf(name).awaitAllAsked(limit);
        }
        switch (onCancel) {
            case SWALLOWS, LINGERS_AND_SWALLOWS -> {
                return "all the same";
            }
            case FAILS -> throw new Thrown.Failure(name);
            case BREAKS -> throw new Thrown.Breakage(name);
            default -> throw cancelled;
        }
    }

    Crew crewOf(String task) {
        return crews.get(world.task(task).group);
    }

    // ---- exits

    void put(String where, String name, Act.Exit exits) {
        TaskNursery nursery = nurseries.get(where);
        placesOfExits.put(name, world.nursery(where).stack);
        if (exits == Act.Exit.RESOURCE) {
            AutoCloseable resource = () -> note(name + " ran");
            resources.put(name, resource);
            nursery.enter(resource);
        } else {
            nursery.push(info -> exit(name, exits, info));
        }
    }

    private boolean exit(String name, Act.Exit exits, ExcInfo info) throws Exception {
        threads.add(Thread.currentThread());
        seen.put(name, info);
        note(name + " ran");
        World.Stack place = placesOfExits.get(name);
        TaskNursery home = nurseries.get(place.home.name);
        switch (exits) {
            case CALLBACK_THAT_THROWS -> throw new Thrown.Failure(name);
            case CALLBACK_THAT_BREAKS -> throw new Thrown.Breakage(name);
            case CALLBACK_THAT_CLOSES_AGAIN -> home.close();
            case CALLBACK_THAT_ADDS -> {
                start(place.home.name, name + ".task", Act.OnCancel.OBEYS);
                placesOfExits.put(name + ".more", place);
                home.push(more -> exit(name + ".more", Act.Exit.CALLBACK, more));
            }
            default -> {}
        }
        return exits == Act.Exit.CALLBACK_THAT_SUPPRESSES;
    }

    void note(String event) {
        events.add(event);
    }
}
