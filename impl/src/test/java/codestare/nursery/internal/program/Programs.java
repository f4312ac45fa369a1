package codestare.nursery.internal.program;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Makes programs of random numbers: each number chooses among what there is at that moment, so any numbers make a program, and
 * a part of a program is one as well.
 */
final class Programs {
    private Programs() {}

    /** The numbers of one step. */
    record Draw(Kind kind, int by, int what, int how) {}

    enum Kind {
        OPEN,
        OPEN_IN,
        START,
        START_LOOSE,
        ADOPT,
        PUT,
        LEAVE,
        FINISH,
        CANCEL,
        STOP_TASK,
        POP_ALL,
        CLOSE,
        CLOSE_BY_SENTINEL,
        JOIN,
        STOP_LOOP
    }

    static Arbitrary<List<Draw>> draws() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(8, Kind.START),
                Tuple.of(5, Kind.PUT),
                Tuple.of(3, Kind.OPEN),
                Tuple.of(3, Kind.OPEN_IN),
                Tuple.of(3, Kind.FINISH),
                Tuple.of(3, Kind.CANCEL),
                Tuple.of(2, Kind.CLOSE),
                Tuple.of(2, Kind.JOIN),
                Tuple.of(1, Kind.START_LOOSE),
                Tuple.of(1, Kind.ADOPT),
                Tuple.of(1, Kind.STOP_TASK),
                Tuple.of(1, Kind.LEAVE),
                Tuple.of(1, Kind.POP_ALL),
                Tuple.of(1, Kind.CLOSE_BY_SENTINEL),
                Tuple.of(1, Kind.STOP_LOOP));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 59);
        return Combinators.combine(kinds, numbers, numbers, numbers)
                .as(Draw::new)
                .list()
                .ofMaxSize(40);
    }

    /** The step that a draw makes in a world; null if there is nothing to do it with. */
    static Act act(Draw draw, World world) {
        List<String> nurseries = new ArrayList<>();
        world.openNurseries().forEach(nursery -> nurseries.add(0, nursery.name));
        // what is refused is a step as well
        world.nurseries.values().stream()
                .filter(nursery -> nursery.closed)
                .reduce((earlier, later) -> later)
                .ifPresent(closed -> nurseries.add(closed.name));
        List<World.Task> unasked =
                world.liveTasks().stream().filter(task -> !task.asked).toList();
        List<World.Task> free = unasked.stream().filter(task -> !task.adopted).toList();
        // every other step is the owner's
        String by = free.isEmpty() || draw.by() < 30 ? Act.OWNER : free.get(draw.by() % free.size()).name;
        if (draw.kind() == Kind.OPEN) {
            return new Act.Open(by, "n" + world.nurseries.size());
        } else if (draw.kind() == Kind.START_LOOSE) {
            Act.OnCancel onCancel = one(Act.OnCancel.values(), draw.how());
            return new Act.StartLoose(
                    by, "t" + world.tasks.size(), onCancel == Act.OnCancel.SPAWNS ? Act.OnCancel.OBEYS : onCancel);
        } else if (draw.kind() == Kind.STOP_LOOP) {
            return new Act.StopLoop(by);
        } else if (draw.kind() == Kind.FINISH) {
            return unasked.isEmpty()
                    ? null
                    : new Act.Finish(
                            unasked.get(draw.what() % unasked.size()).name, one(Act.Ending.values(), draw.how()));
        } else if (draw.kind() == Kind.CANCEL) {
            List<World.Task> live = world.liveTasks();
            return live.isEmpty() ? null : new Act.Cancel(by, live.get(draw.what() % live.size()).name);
        } else if (draw.kind() == Kind.STOP_TASK) {
            List<World.Task> children = unasked.stream()
                    .filter(task -> task.nursery() != null && !task.onCancel.lingers() && !task.name.equals(by))
                    .toList();
            return children.isEmpty() ? null : stopTask(by, children.get(draw.what() % children.size()));
        }
        return nurseries.isEmpty() ? null : act(draw, world, by, nurseries.get(draw.what() % nurseries.size()));
    }

    private static Act stopTask(String by, World.Task task) {
        return new Act.StopTask(by, task.nursery().name, task.name);
    }

    private static Act act(Draw draw, World world, String by, String nursery) {
        return switch (draw.kind()) {
            case OPEN_IN -> new Act.OpenIn(by, nursery, "n" + world.nurseries.size());
            case START -> new Act.Start(by, nursery, "t" + world.tasks.size(), one(Act.OnCancel.values(), draw.how()));
            case ADOPT -> new Act.Adopt(by, nursery, "t" + world.tasks.size());
            case PUT -> new Act.Put(by, nursery, "c" + world.exits++, one(Act.Exit.values(), draw.how()));
            case LEAVE ->
                world.nursery(nursery).stack.entries.stream()
                        .filter(entry -> entry instanceof World.Callback exit && exit.exits() == Act.Exit.RESOURCE)
                        .map(entry -> new Act.Leave(by, nursery, ((World.Callback) entry).name()))
                        .findFirst()
                        .orElse(null);
            case POP_ALL -> new Act.PopAll(by, nursery, "n" + world.nurseries.size());
            case CLOSE -> new Act.Close(by, nursery);
            case CLOSE_BY_SENTINEL -> new Act.CloseBySentinel(by, nursery);
            default -> Promises.wouldWait(world.nursery(nursery), world.actor(by)) ? null : new Act.Join(by, nursery);
        };
    }

    private static <T> T one(T[] all, int number) {
        return all[number % all.length];
    }
}
