package codestare.nursery.examples.hasher;

import codestare.nursery.ExceptionContext;
import codestare.nursery.Nurseries;
import codestare.nursery.NurseryException;
import codestare.nursery.TaskNursery;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;

/**
 * One run: one task finds files, and lanes hash them side by side.
 *
 * <p>Lanes that take one file after the other, and not a task for each file: so each has one buffer, and a small file is no
 * reason to wake anybody.
 */
final class Hashing implements Callable<Integer> {
    private static final int FILES_AHEAD = 4_096;

    private final Options options;
    private final Report report;
    private final BlockingQueue<Entry> work = new ArrayBlockingQueue<>(FILES_AHEAD);

    Hashing(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /**
     * Hashes or checks everything.
     *
     * @return the exit status
     * @throws InterruptedException if a signal ends the program; what was done is printed then
     * @throws java.io.IOException if the output cannot be written
     */
    @Override
    public Integer call() throws Exception {
        // a failure ends this run, and is told below: there is nothing else to shut down, or to log
        Nurseries.loops().defaultLoop().setExceptionHandler((loop, failure) -> endNurseryOf(failure));
        try {
            return Nurseries.call("hasher", this::hash);
        } catch (InterruptedException | NurseryException e) {
            report.requireOutput();
            throw e;
        }
    }

    private static void endNurseryOf(ExceptionContext failure) {
        Objects.requireNonNull(failure.sentinel()).cancel(failure.message());
    }

    private int hash(TaskNursery nursery) throws InterruptedException {
        nursery.callback(report); // the last to end: whatever ends the run, what is done is printed
        nursery.createTask("ticker", new Ticker(report, options.progress()));
        try (TaskNursery lanes = nursery.open("lanes")) {
            for (int i = 0; i < options.jobs(); i++) {
                lanes.createTask("lane", new Lane(work, report));
            }
            lanes.createTask("finder", this::findFiles);
            lanes.join();
        }
        report.requireComplete(); // else join came back because somebody closes the nursery
        return report.status();
    }

    private void findFiles() throws InterruptedException {
        Feed feed = new Feed(work, report);
        for (String path : options.paths()) {
            if (options.check()) {
                new CheckList(feed, report).read(path);
            } else {
                new Tree(feed, report).walk(path);
            }
        }
        for (int i = 0; i < options.jobs(); i++) {
            work.put(Entry.END);
        }
    }
}
