package codestare.nursery.jmx;

import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.SignalStatus;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskFailure;
import codestare.nursery.runtime.TaskSnapshot;

/** Each thing on one line. */
final class Lines {
    /** Who asks: JMX does not tell its servers who that is. */
    static final String BY = "jmx";

    private Lines() {}

    static String of(TaskSnapshot task) {
        return task.id() + " " + task.name() + " " + task.status()
                + (task.age() == null ? "" : " for " + task.age()) + " on " + task.thread()
                + (task.cancelRequested() ? ", cancelled" : "");
    }

    static String of(Straggler left) {
        return left.id() + " " + left.name() + " of " + left.owner() + ", left behind by " + left.where() + " "
                + left.since() + " ago";
    }

    static String of(TaskFailure failure) {
        String message = failure.error().message();
        return failure.time() + " " + failure.task() + " of loop " + failure.loop() + ": "
                + failure.error().className() + (message == null ? "" : ": " + message);
    }

    static String of(ShutdownSnapshot shutdown) {
        return (shutdown.loop() == null ? "all loops" : "loop " + shutdown.loop()) + " for " + shutdown.age() + ": "
                + shutdown.reason();
    }

    static String of(SignalStatus signal) {
        return signal.name() + " " + signal.state()
                + (signal.otherHandler() == null ? "" : ", with " + signal.otherHandler());
    }
}
