package codestare.nursery.itest.program;

import codestare.nursery.Nurseries;
import codestare.nursery.TaskNursery;
import codestare.nursery.itest.consumer.TaskBodies;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A program without a framework to which something happens: its argument says what. Prints what comes of it. */
public final class Faults {
    private static final Journal JOURNAL = new Journal(note -> System.out.println("note: " + note));
    private static final TaskBodies BODIES = new TaskBodies(JOURNAL);
    // held, so that its handler stays
    private static final Logger LOG = Logger.getLogger("codestare.nursery");

    private static final Map<String, Fault> FAULTS = Map.of(
            "threads run out", Faults::runOutOfThreads,
            "the heap runs out", Faults::runOutOfHeap,
            "stopped while it closes", Faults::closeSlowly,
            "the log blocks", Faults::blockLog,
            "waits", Faults::waitForSignal);

    private Faults() {}

    private interface Fault {
        void happen(TaskNursery nursery, String argument) throws Exception;
    }

    public static void main(String... args) throws Exception {
        TaskNursery nursery = Nurseries.factory().open("work");
        nursery.callback(() -> JOURNAL.note("exit callback"));
        FAULTS.get(args[0]).happen(nursery, args[args.length - 1]);
        JOURNAL.note("main ends");
    }

    private static void startWorker(TaskNursery nursery) throws InterruptedException {
        nursery.createTask("worker", BODIES.of("worker", Behaviour.WAITS));
        JOURNAL.await("worker runs", Duration.ofSeconds(20));
    }

    private static void runOutOfThreads(TaskNursery nursery, String tasks) throws Exception {
        CountDownLatch isShort = new CountDownLatch(1);
        LOG.addHandler(new Told(line -> {
            if (line.contains("cannot be started; its tasks wait for one that runs")) {
                isShort.countDown();
            }
        }));
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < Integer.parseInt(tasks); i++) {
            nursery.createTask("blocked", () -> {
                release.await();
                ended.incrementAndGet();
            });
        }
        JOURNAL.note(isShort.await(20, TimeUnit.SECONDS) ? "threads are short" : "there are threads enough");
        release.countDown();
        nursery.join();
        JOURNAL.note(ended + " ended");
        nursery.close();
    }

    private static void runOutOfHeap(TaskNursery nursery, String argument) throws Exception {
        startWorker(nursery);
        nursery.createTask("greedy", () -> {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[1 << 20]);
            }
        });
        nursery.loop().runForever();
    }

    /** Closes while a task takes no notice, until a file is there. */
    private static void closeSlowly(TaskNursery nursery, String file) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        nursery.createTask("slow", () -> {
            begun.countDown();
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(1_000_000);
            }
            JOURNAL.note("slow is cancelled");
            while (Files.notExists(Path.of(file))) {
                LockSupport.parkNanos(1_000_000);
            }
            JOURNAL.note("slow ended");
        });
        begun.await();
        nursery.close();
        JOURNAL.note("closed, left " + Nurseries.runtime().stragglers().size());
        while (Nurseries.runtime().counts().active() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void blockLog(TaskNursery nursery, String argument) throws Exception {
        startWorker(nursery);
        LOG.addHandler(new Told(line -> {
            JOURNAL.note("the log blocks");
            while (true) {
                LockSupport.park();
            }
        }));
        waitForSignal(nursery, argument);
    }

    private static void waitForSignal(TaskNursery nursery, String argument) throws Exception {
        JOURNAL.note("ready");
        nursery.loop().runForever();
    }

    /** A log that somebody reads. */
    private static final class Told extends Handler {
        private final Consumer<String> reader;

        Told(Consumer<String> reader) {
            this.reader = reader;
        }

        @Override
        public void publish(LogRecord line) {
            reader.accept(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
