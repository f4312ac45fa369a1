package codestare.nursery.gogo;

import codestare.nursery.DetachedExcInfo;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.SignalStatus;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import codestare.nursery.runtime.TaskSnapshot;
import java.io.PrintStream;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands; what they cannot do they tell by an exception, whose message every shell prints. */
@Component(
        service = NurseryCommands.class,
        property = {
            "osgi.command.scope=nursery",
            "osgi.command.function=list",
            "osgi.command.function=tree",
            "osgi.command.function=task",
            "osgi.command.function=stragglers",
            "osgi.command.function=failures",
            "osgi.command.function=signals",
            "osgi.command.function=cancel",
            "osgi.command.function=close",
            "osgi.command.function=shutdown"
        })
public final class NurseryCommands {
    private final NurseryRuntime runtime;

    /** Called by the component runtime. */
    @Activate
    public NurseryCommands(@Reference NurseryRuntime runtime) {
        this.runtime = runtime;
    }

    // ---- looking

    /** Prints all nurseries, and the counts of all tasks. */
    @Descriptor("Lists the nurseries of all bundles")
    public void list(CommandSession session) {
        Table table = new Table("ID", "NURSERY", "LOOP", "STATE", "AGE", "ACTIVE", "CREATED", "FAILED");
        for (LoopSnapshot loop : runtime.loops()) {
            for (NurserySnapshot nursery : loop.nurseries()) {
                table.row(
                        nursery.id(),
                        nursery.name(),
                        loop.name(),
                        nursery.closing() ? "closing" : "open",
                        Words.of(nursery.age()),
                        nursery.tasks().size(),
                        nursery.created(),
                        nursery.failures());
            }
        }
        print(session, table);
        summary(session);
    }

    private void summary(CommandSession session) {
        TaskCounts counts = runtime.counts();
        PrintStream out = session.getConsole();
        out.println("tasks: " + counts.active() + " active, " + counts.created() + " created, " + counts.succeeded()
                + " succeeded, " + counts.failed() + " failed, " + counts.cancelled() + " cancelled");
        runtime.loops().stream()
                .filter(loop -> loop.state() == LoopSnapshot.State.FAILED)
                .forEach(loop -> print(
                        session,
                        Paint.RED,
                        "loop " + loop.name() + " was stopped by a failure; nursery:failures tells which"));
        runtime.ending()
                .ifPresent(
                        reason -> print(session, Paint.YELLOW, "told to end, no more work should come in: " + reason));
        runtime.shutdowns()
                .forEach(shutdown -> print(
                        session,
                        Paint.YELLOW,
                        (shutdown.loop() == null ? "all loops" : "loop " + shutdown.loop()) + " shut down since "
                                + Words.of(shutdown.age()) + ": " + shutdown.reason()));
        int left = runtime.stragglers().size();
        if (left > 0) {
            print(
                    session,
                    Paint.RED,
                    Words.count(left, "task was", "tasks were") + " left behind; nursery:stragglers lists them");
        }
    }

    /** Prints loops, nurseries and tasks as a tree. */
    @Descriptor("Shows loops, nurseries and tasks as a tree")
    public void tree(CommandSession session) {
        List<String> lines = Tree.of(runtime.loops());
        (lines.isEmpty() ? List.of("no loop runs") : lines).forEach(session.getConsole()::println);
    }

    /** Prints one task with its stack. */
    @Descriptor("Shows one task and where it is")
    public void task(CommandSession session, @Descriptor("the id of the task, as nursery:tree tells it") String id) {
        TaskSnapshot task = runtime.task(id);
        PrintStream out = session.getConsole();
        out.println("task " + task.id() + " " + Words.plain(task.name()));
        out.println("status  " + Words.of(task.status()) + (task.cancelRequested() ? ", cancelled" : ""));
        out.println("age     " + Words.of(task.age()));
        out.println("thread  " + Words.of(task.thread()));
        task.stack().forEach(frame -> out.println("    at " + frame));
    }

    /** Prints what was left behind. */
    @Descriptor("Lists tasks that did not end in time and were left behind")
    public void stragglers(CommandSession session) {
        List<Straggler> left = runtime.stragglers();
        if (left.isEmpty()) {
            session.getConsole().println("nothing is left behind");
            return;
        }
        Table table = new Table("ID", "TASK", "OWNER", "LEFT BEHIND BY", "SINCE");
        left.forEach(straggler -> table.row(
                straggler.id(), straggler.name(), straggler.owner(), straggler.where(), Words.of(straggler.since())));
        print(session, table);
    }

    /** Prints the last failures. */
    @Descriptor("Lists the last failures of tasks")
    public void failures(CommandSession session) {
        List<TaskFailure> failures = runtime.failures();
        if (failures.isEmpty()) {
            session.getConsole().println("no task has failed");
            return;
        }
        Table table = new Table("NO", "TIME", "LOOP", "TASK", "ERROR");
        for (int at = 0; at < failures.size(); at++) {
            TaskFailure failure = failures.get(at);
            table.row(at + 1, Words.of(failure.time()), failure.loop(), failure.task(), textOf(failure.error()));
        }
        print(session, table);
    }

    /** Prints one failure with its trace. */
    @Descriptor("Shows one failure with its trace")
    public void failures(CommandSession session, @Descriptor("its number in nursery:failures") int number) {
        List<TaskFailure> failures = runtime.failures();
        if (number < 1 || number > failures.size()) {
            throw new IllegalArgumentException(
                    "failure [" + number + "] is not there; nursery:failures lists " + failures.size());
        }
        TaskFailure failure = failures.get(number - 1);
        PrintStream out = session.getConsole();
        out.println(Words.plain("task " + failure.task() + " of loop " + failure.loop()) + " failed at "
                + Words.of(failure.time()));
        failure.error().trace().lines().map(Words::plain).forEach(out::println);
    }

    private static String textOf(DetachedExcInfo error) {
        String name = error.className().substring(error.className().lastIndexOf('.') + 1);
        return error.message() == null ? name : name + ": " + error.message();
    }

    /** Prints what became of each signal. */
    @Descriptor("Shows what became of each signal")
    public void signals(CommandSession session) {
        List<SignalStatus> signals = runtime.signals();
        if (signals.isEmpty()) {
            session.getConsole().println("no signal has been asked for; the first nursery does that");
            return;
        }
        Table table = new Table("SIGNAL", "STATE", "OTHER HANDLER");
        signals.forEach(signal -> table.row(
                signal.name(), Words.of(signal.state()), signal.otherHandler() == null ? "-" : signal.otherHandler()));
        print(session, table);
    }

    // ---- acting

    /** Cancels a task. */
    @Descriptor("Cancels a task; interrupts it once more if it was cancelled before")
    public void cancel(CommandSession session, @Descriptor("the id of the task, as nursery:tree tells it") String id) {
        TaskSnapshot task = runtime.task(id);
        runtime.cancelTask(id, by(session));
        session.getConsole()
                .println("task " + task.id() + " " + Words.plain(task.name())
                        + (task.cancelRequested() ? " is interrupted once more" : " is cancelled")
                        + "; nursery:task " + id + " tells whether it ends");
    }

    /** Closes a nursery. */
    @Descriptor("Begins to close a nursery")
    public void close(CommandSession session, @Descriptor("its name, or its id") String name) {
        NurserySnapshot nursery = Pick.nursery(runtime.loops(), name);
        runtime.closeNursery(nursery.id(), by(session));
        session.getConsole().println("nursery " + nursery.id() + " " + Words.plain(nursery.name()) + " closes");
    }

    /** Shuts all loops down. */
    @Descriptor("Begins to shut down the loops of all bundles, as a signal does; the process goes on")
    public void shutdown(CommandSession session) {
        runtime.shutdownAll(by(session));
        session.getConsole().println("all loops shut down");
    }

    /** Shuts a loop down. */
    @Descriptor("Begins to shut a loop down")
    public void shutdown(CommandSession session, @Descriptor("its name, or its id") String name) {
        LoopSnapshot loop = Pick.loop(runtime.loops(), name);
        runtime.shutdownLoop(loop.id(), by(session));
        session.getConsole().println("loop " + loop.id() + " " + Words.plain(loop.name()) + " shuts down");
    }

    private static String by(CommandSession session) {
        Object user = session.get("USER");
        return user == null ? "gogo" : user + "@gogo";
    }

    private static void print(CommandSession session, Paint paint, String line) {
        session.getConsole().println(paint.on(session, Words.cut(line, Table.WIDTH)));
    }

    private static void print(CommandSession session, Table table) {
        List<String> lines = table.lines();
        PrintStream out = session.getConsole();
        out.println(Paint.BOLD.on(session, lines.get(0)));
        lines.subList(1, lines.size()).forEach(out::println);
    }
}
