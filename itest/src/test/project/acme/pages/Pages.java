package acme.pages;

import codestare.nursery.ExcInfo;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.ExitCallback;
import codestare.nursery.LoopRegistry;
import codestare.nursery.Nurseries;
import codestare.nursery.NurseryBody;
import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fetches pages until it is told to end; implements what a user of the api implements. */
public final class Pages {
    private final CountDownLatch watching = new CountDownLatch(1);

    private Pages() {}

    /**
     * Runs until a signal comes.
     *
     * @param args none
     * @throws Exception if a task fails
     */
    public static void main(String[] args) throws Exception {
        note("length " + Nurseries.call("crawl", new Crawl()));
        new Pages().watch();
    }

    private void watch() throws InterruptedException {
        LoopRegistry loops = Nurseries.loops();
        loops.defaultLoop().setExceptionHandler(ExceptionHandler.closeNursery());
        TaskNursery nursery = Nurseries.factory()
                .open(NurseryOptions.defaults().withName("pages").withGrace(Duration.ofMinutes(1)));
        nursery.enter(new Cache());
        nursery.createTask("watch", new Watch());
        watching.await();
        nursery.push(new Farewell());
        note("ready");
        nursery.join();
        note("main ends");
    }

    private static void note(String text) {
        System.out.println("note: " + text);
    }

    private static final class Crawl implements NurseryBody<Integer> {
        @Override
        public Integer run(TaskNursery nursery) throws InterruptedException {
            Task<String> first = nursery.createTask("first", () -> "first page");
            Task<String> second = nursery.adopt("second", CompletableFuture.completedFuture("second page"));
            nursery.join();
            return first.resultNow().length() + second.resultNow().length();
        }
    }

    private final class Watch implements TaskAction {
        @Override
        public void run() throws InterruptedException {
            watching.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                note("watch ends");
            }
        }
    }

    private static final class Farewell implements ExitCallback {
        @Override
        public boolean exit(ExcInfo info) {
            note("error " + Objects.requireNonNullElse(info.exc(), "none"));
            return false;
        }
    }

    private static final class Cache implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                note("cache closes");
            }
        }
    }
}
