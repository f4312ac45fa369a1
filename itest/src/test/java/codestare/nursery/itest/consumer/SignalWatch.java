package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import codestare.nursery.runtime.NurseryRuntime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks again and again at what became of the signals, as nobody announces it. */
final class SignalWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final NurseryRuntime runtime;
    private final Journal journal;

    SignalWatch(NurseryRuntime runtime, Journal journal) {
        this.runtime = runtime;
        this.journal = journal;
    }

    /** Notes something once the signals have been taken. */
    void whenTaken(String note) {
        start(() -> {
            while (runtime.signals().isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            journal.note(note);
        });
    }

    /** Notes what became of the signals: now, and whenever that changes. */
    void tellChanges() {
        String first = states();
        journal.note(first);
        start(() -> {
            String told = first;
            while (true) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                String now = states();
                if (!now.equals(told)) {
                    told = now;
                    journal.note(now);
                }
            }
        });
    }

    private String states() {
        return runtime.signals().stream()
                .map(signal -> signal.name() + " " + signal.state())
                .collect(Collectors.joining(", ", "signals ", ""));
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "signal watch");
        thread.setDaemon(true);
        thread.start();
    }
}
