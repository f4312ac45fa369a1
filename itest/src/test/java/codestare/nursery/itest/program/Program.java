package codestare.nursery.itest.program;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskNursery;
import codestare.nursery.itest.consumer.TaskBodies;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Journal;
import java.time.Duration;
import java.util.Map;

/** A program without a framework: starts a task, goes to its end in the way that its argument names, prints what happens. */
public final class Program {
    private static final Journal JOURNAL = new Journal(note -> System.out.println("note: " + note));
    private static final TaskBodies BODIES = new TaskBodies(JOURNAL);

    private static final Map<String, End> ENDS = Map.of(
            "waits", nursery -> Nurseries.loops().defaultLoop().runForever(),
            "returns", nursery -> {},
            "exits", nursery -> System.exit(7),
            "exits in a task",
                    nursery -> {
                        nursery.createTask("leaver", () -> System.exit(7));
                        nursery.join();
                    },
            "fails",
                    nursery -> {
                        nursery.createTask("broken", BODIES.of("broken", Behaviour.FAILS));
                        Nurseries.loops().defaultLoop().runForever();
                    },
            "is stubborn",
                    nursery -> {
                        nursery.createTask("stuck", BODIES.of("stuck", Behaviour.STUBBORN));
                        Nurseries.loops().defaultLoop().runForever();
                    });

    private Program() {}

    private interface End {
        void goTo(TaskNursery nursery) throws InterruptedException;
    }

    public static void main(String... args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> JOURNAL.note("hook of the program ran")));
        TaskNursery nursery = Nurseries.factory()
                .open(NurseryOptions.defaults().withName("work").withGrace(Duration.ofMinutes(1)));
        nursery.createTask("worker", BODIES.of("worker", Behaviour.WAITS));
        JOURNAL.await("worker runs", Duration.ofSeconds(20));
        nursery.callback(() -> JOURNAL.note("exit callback"));
        JOURNAL.note("ready");
        ENDS.get(args[0]).goTo(nursery);
        JOURNAL.note("main ends");
    }
}
