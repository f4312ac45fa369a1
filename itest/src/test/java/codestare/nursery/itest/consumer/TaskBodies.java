package codestare.nursery.itest.consumer;

import codestare.nursery.TaskAction;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Errand;
import codestare.nursery.itest.probe.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The bodies of the consumers' tasks. */
public final class TaskBodies {
    private final Journal journal;

    public TaskBodies(Journal journal) {
        this.journal = journal;
    }

    public TaskAction of(String task, Behaviour behaviour) {
        return noted(task, bodyOf(task, behaviour));
    }

    TaskAction of(String task, Errand errand) {
        return noted(task, () -> {
            errand.run();
            journal.note(task + " came back");
            waitForCancel(task);
        });
    }

    private TaskAction noted(String task, TaskAction body) {
        return () -> {
            journal.note(task + " runs");
            body.run();
        };
    }

    private TaskAction bodyOf(String task, Behaviour behaviour) {
        return switch (behaviour) {
            case WAITS -> () -> waitForCancel(task);
            case CLEANS_UP -> () -> cleanUpAfterCancel(task);
            case STUBBORN -> () -> ignoreInterrupts(task);
            case SWALLOWS -> () -> swallowEverything(task);
            case ENTERS_MONITOR -> () -> enterMonitor(task);
            case ACCEPTS -> () -> accept(task);
            case FAILS ->
                () -> {
                    throw new IllegalStateException(task + " failed");
                };
            case TELLS_ITS_LOADER -> () -> tellLoader(task);
        };
    }

    private void ignoreInterrupts(String task) {
        journal.awaitStubbornly(task + " may end", () -> journal.note(task + " is stubborn"));
        journal.note(task + " ended");
    }

    private void swallowEverything(String task) {
        boolean over = false;
        while (!over) {
            try {
                over = journal.await(task + " may end", Duration.ofMillis(1));
            } catch (Throwable swallowed) {
                journal.note(task + " swallows");
            }
        }
        journal.note(task + " ended");
    }

    private void enterMonitor(String task) throws InterruptedException {
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            synchronized (monitor) {
                held.countDown();
                journal.awaitStubbornly(task + " may end", () -> {});
            }
        });
        holder.setDaemon(true);
        holder.start();
        held.await();
        journal.note(task + " waits for a monitor");
        synchronized (monitor) {
            journal.note(task + " ended");
        }
    }

    private void accept(String task) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            journal.note(task + " accepts on " + server.getLocalPort());
            server.accept().close();
        }
        journal.note(task + " ended");
    }

    private void tellLoader(String task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        boolean own = loader == TaskBodies.class.getClassLoader();
        journal.note(task + (own ? " sees its bundle's loader" : " sees the loader " + loader));
    }

    private void waitForCancel(String task) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            journal.note(task + " cancelled");
            throw e;
        }
    }

    private void cleanUpAfterCancel(String task) throws InterruptedException {
        try {
            waitForCancel(task);
        } finally {
            journal.awaitStubbornly(task + " may end", () -> journal.note(task + " is interrupted again"));
            journal.note(task + " cleaned up");
        }
    }
}
