package codestare.nursery.internal.program;

import codestare.nursery.Task.Status;
import codestare.nursery.internal.program.World.Callback;
import codestare.nursery.internal.program.World.Children;
import codestare.nursery.internal.program.World.Entry;
import codestare.nursery.internal.program.World.Group;
import codestare.nursery.internal.program.World.Loop;
import codestare.nursery.internal.program.World.Nursery;
import codestare.nursery.internal.program.World.Stack;
import codestare.nursery.internal.program.World.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The promises, as a sequential model: what each step of a program must make happen, in which order, and what the one who
 * does it is told. Nothing here has a thread.
 */
final class Promises {
    private final World world = new World();
    private final Act.OnFailure onFailure;

    Promises(Act.OnFailure onFailure) {
        this.onFailure = onFailure;
    }

    World world() {
        return world;
    }

    /** Takes a step; whatever follows from it has happened when this returns. */
    Expected take(Act act) {
        Expected expected = react(act);
        Order lingerers = endOfLingerers();
        world.nurseries.values().forEach(nursery -> nursery.stack.tidy());
        return new Expected(Order.beside(expected.order(), lingerers), expected.thrown(), expected.refused());
    }

    private Expected react(Act act) {
        if (act instanceof Act.Open open) {
            Task by = world.actor(act.by());
            Nursery parent = by == null ? null : by.nursery();
            return open(open.nursery(), by == null ? world.loop() : by.group.loop, parent);
        } else if (act instanceof Act.OpenIn open) {
            Nursery parent = world.nursery(open.parent());
            return open(open.nursery(), parent.loop, parent);
        } else if (act instanceof Act.Start start) {
            return start(world.nursery(start.nursery()), start.task(), start.onCancel());
        } else if (act instanceof Act.StartLoose start) {
            Loop loop = world.loop();
            add(new Task(start.task(), start.onCancel(), loop.loose));
            return Expected.of(Order.NOTHING);
        } else if (act instanceof Act.Adopt adopt) {
            return adopt(world.nursery(adopt.nursery()), adopt.task());
        } else if (act instanceof Act.Put put) {
            return put(world.nursery(put.nursery()), new Callback(put.exit(), put.exits()));
        } else if (act instanceof Act.Leave leave) {
            world.nursery(leave.nursery())
                    .stack
                    .entries
                    .removeIf(entry ->
                            entry instanceof Callback exit && exit.name().equals(leave.exit()));
            return Expected.of(Order.NOTHING);
        } else if (act instanceof Act.Finish finish) {
            return Expected.of(finish(world.task(finish.by()), finish.how()));
        } else if (act instanceof Act.Cancel cancel) {
            return Expected.of(cancel(world.task(cancel.task())));
        } else if (act instanceof Act.StopTask stop) {
            // what it waits for has happened anyway when this returns
            return Expected.of(cancel(world.task(stop.task())));
        } else if (act instanceof Act.PopAll pop) {
            return popAll(world.nursery(pop.nursery()), pop.successor());
        } else if (act instanceof Act.Close close) {
            return closeAsOwner(world.nursery(close.nursery()), world.actor(act.by()));
        } else if (act instanceof Act.CloseBySentinel close) {
            return Expected.of(closeByRequest(world.nursery(close.nursery())));
        } else if (act instanceof Act.Join join) {
            return join(world.nursery(join.nursery()));
        }
        return Expected.of(shutDown(world.loop(), null));
    }

    // ---- arrivals: a nursery that closes or has closed takes nothing in

    private Expected open(String name, Loop loop, Nursery parent) {
        Nursery nursery = new Nursery(name, loop, parent == null ? null : parent.stack);
        if (parent != null) {
            if (parent.closing) {
                return Expected.REFUSED;
            }
            // child nurseries with nothing between them stand together
            if (!(parent.stack.entries.peek() instanceof Children)) {
                parent.stack.put(new Children());
            }
            ((Children) parent.stack.entries.element()).nurseries.add(nursery);
        }
        world.nurseries.put(name, nursery);
        return Expected.of(Order.NOTHING);
    }

    private Expected start(Nursery nursery, String name, Act.OnCancel onCancel) {
        if (nursery.closing) {
            return Expected.REFUSED;
        }
        arrive(nursery.stack, name, onCancel);
        return Expected.of(Order.NOTHING);
    }

    private Expected adopt(Nursery nursery, String name) {
        if (nursery.closing) {
            // a refused future is cancelled
            return new Expected(Order.event(name + " ended"), null, true);
        }
        add(Task.adopted(name, topGroup(nursery.stack)));
        return Expected.of(Order.NOTHING);
    }

    private void arrive(Stack stack, String name, Act.OnCancel onCancel) {
        add(new Task(name, onCancel, topGroup(stack)));
    }

    /** Promise 1: tasks with nothing between them are one group. */
    private static Group topGroup(Stack stack) {
        if (!(stack.entries.peek() instanceof Group top) || top.sealed) {
            stack.put(new Group(stack.home.loop, stack));
        }
        return (Group) stack.entries.element();
    }

    private void add(Task task) {
        task.group.tasks.add(task);
        world.tasks.put(task.name, task);
    }

    private Expected put(Nursery nursery, Callback exit) {
        if (nursery.closing) {
            // a refused resource is closed
            return exit.exits() == Act.Exit.RESOURCE
                    ? new Expected(Order.event(exit.name() + " ran"), null, true)
                    : Expected.REFUSED;
        }
        nursery.stack.put(exit);
        return Expected.of(Order.NOTHING);
    }

    // ---- promise 10: popAll moves everything, and leaves a closed nursery

    private Expected popAll(Nursery old, String name) {
        if (old.closing) {
            return Expected.REFUSED;
        }
        Nursery successor = new Nursery(name, old.loop, old.place);
        successor.stack = old.stack;
        successor.stack.home = successor;
        if (successor.stack.entries.peek() instanceof Group top) {
            top.sealed = true;
        }
        old.stack = new Stack(old);
        old.closing = true;
        old.closed = true;
        if (old.place != null) {
            for (Entry entry : old.place.entries) {
                if (entry instanceof Children children) {
                    children.nurseries.replaceAll(child -> child == old ? successor : child);
                }
            }
        }
        world.nurseries.put(name, successor);
        return Expected.of(Order.NOTHING);
    }

    // ---- promises 12 to 15: how tasks end

    private static Order end(Task task, Status how) {
        task.end = how;
        return Order.event(task.name + " ended");
    }

    private Order finish(Task task, Act.Ending how) {
        return how == Act.Ending.RETURNS ? end(task, Status.SUCCEEDED) : fail(task, how == Act.Ending.BREAKS);
    }

    /** A task fails while its nursery is open: its exception handler decides what that ends. */
    private Order fail(Task task, boolean error) {
        Fault fault = new Fault(task.name, error);
        Nursery nursery = task.nursery();
        if (nursery != null) {
            nursery.stack.failures.add(Set.of(fault));
        }
        Order end = endAsFailed(task);
        Order lingerers = endOfLingerers();
        Order consequences =
                switch (onFailure) {
                    case LOGS -> Order.NOTHING;
                    case CLOSES_NURSERY -> nursery == null ? Order.NOTHING : closeByRequest(nursery);
                    case SHUTS_LOOP_DOWN, THROWS -> {
                        task.group.loop.failure = fault;
                        yield shutDown(task.group.loop, nursery);
                    }
                };
        return Order.beside(lingerers, Order.then(end, consequences));
    }

    /** The handler is told once, on the worker of the task. */
    private static Order endAsFailed(Task task) {
        return Order.then(end(task, Status.FAILED), Order.event("handler told of " + task.name));
    }

    /** One task is cancelled by itself, and its nursery is open. */
    private Order cancel(Task task) {
        if (task.asked || !task.isLive()) {
            return Order.NOTHING;
        }
        if (task.onCancel == Act.OnCancel.SPAWNS) {
            arrive(task.group.stack, task.name + ".spawned", Act.OnCancel.OBEYS);
        }
        task.asked = true;
        return switch (task.onCancel) {
            case OBEYS, SPAWNS -> end(task, Status.CANCELLED);
            case SWALLOWS -> end(task, Status.SUCCEEDED);
            case FAILS -> fail(task, false);
            case BREAKS -> fail(task, true);
            // until all beside it have ended or were cancelled
            case LINGERS, LINGERS_AND_SWALLOWS -> {
                task.lingers = true;
                yield Order.NOTHING;
            }
        };
    }

    private Order endOfLingerers() {
        List<Order> ends = new ArrayList<>();
        for (Task task : world.liveTasks()) {
            if (task.lingers && task.group.live().stream().allMatch(beside -> beside.asked)) {
                ends.add(endOfLingerer(task));
            }
        }
        return Order.beside(ends);
    }

    private static Order endOfLingerer(Task task) {
        return end(task, task.onCancel == Act.OnCancel.LINGERS ? Status.CANCELLED : Status.SUCCEEDED);
    }

    // ---- promises 1 to 5: how a nursery closes

    /** The owner closes, or a task in the place of the owner; from inside, everything but the task itself ends. */
    private Expected closeAsOwner(Nursery nursery, Task by) {
        Blame blame = nursery.kept;
        nursery.kept = new Blame();
        Order order = Order.NOTHING;
        if (!nursery.closing) {
            Task inside = by != null && by.nursery() != null && by.nursery().isIn(nursery) ? by : null;
            if (inside == null) {
                order = unwind(nursery, blame, null);
            } else {
                inside.asked = true;
                Order lingerers = endOfLingerers();
                order = Order.then(unwind(nursery, blame, inside), end(inside, Status.SUCCEEDED));
                order = Order.beside(lingerers, order);
            }
        }
        blame.forget(nursery.stack.told);
        nursery.stack.told.addAll(blame.all());
        return Expected.of(order, blame);
    }

    /** A failure, the sentinel or a shutdown closes: what comes of it is kept for the owner. */
    private Order closeByRequest(Nursery nursery) {
        return nursery.closing ? Order.NOTHING : unwind(nursery, nursery.kept, null);
    }

    /** One stack: what came last ends first, and is over before what came earlier begins to end. */
    private Order unwind(Nursery nursery, Blame blame, Task inside) {
        nursery.closing = true;
        Stack stack = nursery.stack;
        List<Order> orders = new ArrayList<>();
        while (!stack.entries.isEmpty()) {
            Entry newest = stack.entries.pop();
            if (newest instanceof Group group) {
                orders.add(endTogether(group, inside));
            } else if (newest instanceof Children children) {
                orders.add(closeTogether(children, blame, inside));
            } else if (newest instanceof Callback exit) {
                joinFailures(stack, blame);
                orders.add(exit(exit, stack, blame));
            }
        }
        joinFailures(stack, blame);
        nursery.closed = true;
        if (nursery.place != null) {
            nursery.place.entries.forEach(entry -> {
                if (entry instanceof Children children) {
                    children.nurseries.remove(nursery);
                }
            });
        }
        return Order.then(orders);
    }

    private static void joinFailures(Stack stack, Blame blame) {
        while (stack.joined < stack.failures.size()) {
            blame.join(stack.failures.get(stack.joined++));
        }
    }

    /** All tasks of a group are cancelled, then all are awaited; what fails now ends nothing more. */
    private Order endTogether(Group group, Task inside) {
        List<Order> orders = new ArrayList<>();
        Set<Fault> faults = new HashSet<>();
        for (Task task : group.live()) {
            if (task != inside) {
                orders.add(endInGroup(task, faults));
            }
        }
        if (!faults.isEmpty()) {
            if (group.stack != null) {
                group.stack.failures.add(faults);
            }
            if (group.loop.failure != null) {
                group.loop.later.addAll(faults);
            }
        }
        return Order.beside(orders);
    }

    private static Order endInGroup(Task task, Set<Fault> faults) {
        return switch (task.onCancel) {
            case OBEYS -> end(task, Status.CANCELLED);
            case SWALLOWS -> end(task, Status.SUCCEEDED);
            case FAILS, BREAKS -> {
                faults.add(new Fault(task.name, task.onCancel == Act.OnCancel.BREAKS));
                yield endAsFailed(task);
            }
            case SPAWNS -> Order.then(Order.event(task.name + " was refused"), end(task, Status.CANCELLED));
            case LINGERS, LINGERS_AND_SWALLOWS -> endOfLingerer(task);
        };
    }

    /** Neighbouring child nurseries close side by side; what nobody was told of joins the error of the parent. */
    private Order closeTogether(Children children, Blame blame, Task inside) {
        List<Order> orders = new ArrayList<>();
        List<Nursery> nurseries = List.copyOf(children.nurseries);
        for (int newest = nurseries.size() - 1; newest >= 0; newest--) {
            Nursery child = nurseries.get(newest);
            Blame ofChild = new Blame();
            orders.add(unwind(child, ofChild, inside));
            ofChild.forget(child.stack.told);
            blame.join(ofChild);
        }
        return Order.beside(orders);
    }

    /** An exit callback sees the error, and may replace or suppress it; what it adds goes on top and ends next. */
    private Order exit(Callback exit, Stack stack, Blame blame) {
        world.seen.put(exit.name(), blame.first().stream().map(Fault::name).collect(Collectors.toUnmodifiableSet()));
        switch (exit.exits()) {
            case CALLBACK_THAT_THROWS -> blame.replaceBy(new Fault(exit.name(), false));
            case CALLBACK_THAT_BREAKS -> blame.replaceBy(new Fault(exit.name(), true));
            case CALLBACK_THAT_SUPPRESSES -> blame.suppress();
            case CALLBACK_THAT_ADDS -> {
                arrive(stack, exit.name() + ".task", Act.OnCancel.OBEYS);
                stack.put(new Callback(exit.name() + ".more", Act.Exit.CALLBACK));
            }
            default -> {}
        }
        return Order.event(exit.name() + " ran");
    }

    // ---- promise 14: join throws all failures, whoever was told of them before

    private static Expected join(Nursery nursery) {
        Blame blame = Blame.of(nursery.stack.failures);
        nursery.stack.told.addAll(blame.all());
        return Expected.of(Order.NOTHING, blame);
    }

    /** Whether a join would wait: for a child other than the one that joins, while nothing has failed. */
    static boolean wouldWait(Nursery nursery, Task by) {
        return !nursery.closed
                && nursery.stack.failures.isEmpty()
                && nursery.liveTasksOfTree().anyMatch(task -> task != by);
    }

    // ---- promises 13 and 20: the failing nursery, then the others side by side, then the tasks of no nursery

    private Order shutDown(Loop loop, Nursery failing) {
        List<Order> orders = new ArrayList<>();
        loop.running = false;
        if (failing != null) {
            orders.add(closeByRequest(failing));
        }
        orders.add(Order.beside(
                world.openRoots(loop).stream().map(this::closeByRequest).toList()));
        orders.add(endTogether(loop.loose, null));
        return Order.then(orders);
    }
}
