package codestare.nursery.inventory;

import codestare.nursery.runtime.ExitEntry;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.SignalStatus;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import codestare.nursery.runtime.TaskSnapshot;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Each thing on one line. */
final class Sentences {
    private Sentences() {}

    static String of(TaskCounts counts) {
        return "tasks: " + counts.active() + " active, " + counts.created() + " created, " + counts.succeeded()
                + " succeeded, " + counts.failed() + " failed, " + counts.cancelled() + " cancelled, "
                + counts.straggled() + " left behind";
    }

    static String ofEnding(String reason) {
        return "told to end, no more work should come in: " + reason;
    }

    static String of(ShutdownSnapshot shutdown) {
        return (shutdown.loop() == null ? "all loops" : "loop [" + shutdown.loop() + "]") + " shut down for "
                + of(shutdown.age()) + ": " + shutdown.reason();
    }

    static String of(NurserySnapshot nursery) {
        String parent = nursery.parent() == null ? "" : ", child of " + nursery.parent();
        String failures = nursery.failures() == 0 ? "" : ", " + nursery.failures() + " failed";
        return "nursery " + nursery.id() + " [" + nursery.name() + "]" + parent + ", "
                + (nursery.closing() ? "closing" : "open") + " for " + of(nursery.age()) + ", " + nursery.created()
                + " tasks created" + failures;
    }

    static String of(ExitEntry exit) {
        return of(exit.kind()) + " " + exit.what();
    }

    static String of(TaskSnapshot task) {
        return "task " + task.id() + " [" + task.name() + "], " + of(task.status())
                + (task.age() == null ? "" : " for " + of(task.age())) + ", " + of(task.thread())
                + (task.cancelRequested() ? ", cancelled" : "");
    }

    static String of(Straggler left) {
        return "task " + left.id() + " [" + left.name() + "] of " + left.owner() + ", left behind by " + left.where()
                + " " + of(left.since()) + " ago";
    }

    static String of(TaskFailure failure) {
        return failure.time() + " task [" + failure.task() + "] of loop [" + failure.loop() + "]";
    }

    static String of(SignalStatus signal) {
        return signal.name() + " " + of(signal.state())
                + (signal.otherHandler() == null ? "" : ", with " + signal.otherHandler());
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String of(@Nullable Duration time) {
        return time == null
                ? "-"
                : Duration.ofMillis(time.toMillis()).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
