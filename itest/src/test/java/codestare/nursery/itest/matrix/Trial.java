package codestare.nursery.itest.matrix;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One process that is told to end in one way, and what was seen of it. */
abstract class Trial implements AutoCloseable {
    /** Who has not ended by then does not end. */
    private static final Duration FOR_AN_END = Duration.ofSeconds(45);

    /** What is worth a word: anything below is the start and the end of JVMs. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private final End end;

    Trial(End end) {
        this.end = end;
    }

    abstract ChildProcess process();

    /** Brings the guest to its start, where the launcher does not. */
    void prepare() throws Exception {}

    /** Gives the command, and waits until it has been obeyed or the process ends. */
    abstract void command() throws Exception;

    /** Whether the JVM has outlived the process that was signalled. */
    boolean isOrphaned() {
        return false;
    }

    /** Tells the process to end; returns what came of it as the text of a cell. */
    final String measure() throws Exception {
        prepare();
        process().expect("ready", Duration.ofMinutes(2));
        long start = System.nanoTime();
        if (end.isSignal()) {
            process().signal("TERM INT HUP TERM".split(" ")[end.ordinal()]);
            if (end == End.SECOND_TERM) {
                signalAgain();
            }
        } else if (end == End.EXIT) {
            process().expect("worker may exit");
            process().signal("WINCH");
        } else {
            command();
        }
        boolean mayLive = end == End.STOP || end == End.UPDATE || end == End.UNINSTALL;
        boolean ended = process().endsWithin(mayLive ? Duration.ofSeconds(1) : patience());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        String seen = ended ? "**" + process().status() + "**" : "lives";
        if (ended && isOrphaned()) {
            seen += ", the JVM lives";
        }
        // a command takes the time of the one who gives it
        boolean isCommand = !end.isSignal() && end != End.EXIT;
        if (ended && !isCommand && time.compareTo(LONG) > 0) {
            seen += " after " + time.toSeconds() + " s";
        }
        String what = whatHappened();
        return what.isEmpty() ? seen : seen + ": " + what;
    }

    /** Once the first has been felt; some have ended by then, and without the nursery some never tell the worker. */
    private void signalAgain() throws Exception {
        Limit.comesTrue(
                Duration.ofSeconds(3),
                () -> process().notes().contains("worker is stubborn")
                        || !process().handle().isAlive());
        if (process().handle().isAlive()) {
            process().signal("TERM");
        }
    }

    /** Karaf lives on after HUP, and that need not be awaited for so long. */
    private Duration patience() {
        return end == End.HUP ? Duration.ofSeconds(10) : FOR_AN_END;
    }

    private String whatHappened() {
        List<String> notes = process().notes();
        return notes.subList(notes.indexOf("ready") + 1, notes.size()).stream()
                .map(Trial::word)
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> word(String note) {
        return Optional.ofNullable(
                switch (note) {
                    case "exit callback, services are up" -> "callback";
                    case "exit callback, services are gone" -> "late callback";
                    case "worker cancelled" -> "worker";
                    case "worker is stubborn" -> "worker told";
                    case "bundle stops" -> "bundle";
                    case "ready" -> "new work";
                    default -> null;
                });
    }
}
