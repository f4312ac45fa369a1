package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.LoopRegistry;
import codestare.nursery.ShutdownService;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.task.OwnedTask;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.MovableClock;
import codestare.nursery.internal.work.ThreadKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a test of the core stands on: an engine with one tenant, a record of events, and bodies that tasks often have. */
final class Ground {
    /** Longer than anything that works takes, however slow the machine. */
    static final long GENEROUS_SECONDS = 30;

    private final ThreadKind kind;
    private final MovableClock clock = new MovableClock();
    private final NurseryEngine engine;
    private final Tenant tenant;
    private final TaskNurseryFactory factory;
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger armings = new AtomicInteger();

    /** One whose time passes only when the test lets it. */
    Ground(ThreadKind kind) {
        this(kind, Duration.ofSeconds(4), Duration.ofSeconds(25));
        clock.stop();
    }

    /** One with limits of its own, whose time passes; who makes it clears it. */
    Ground(ThreadKind kind, Duration grace, Duration shutdownDeadline) {
        this.kind = kind;
        this.engine =
                new NurseryEngine(new Settings(grace, shutdownDeadline, kind, false), armings::incrementAndGet, clock);
        this.tenant = engine.bundle("acme.search", 17, Ground.class.getClassLoader());
        this.factory = tenant.factory();
    }

    /** One whose time passes only when the test lets it; who makes it clears it. */
    static Ground patient(ThreadKind kind, Duration grace, Duration shutdownDeadline) {
        Ground ground = new Ground(kind, grace, shutdownDeadline);
        ground.clock.stop();
        return ground;
    }

    ThreadKind kind() {
        return kind;
    }

    NurseryEngine engine() {
        return engine;
    }

    Tenant tenant() {
        return tenant;
    }

    TaskNurseryFactory factory() {
        return factory;
    }

    LoopRegistry loops() {
        return tenant.registry();
    }

    ShutdownService shutdownService() {
        return tenant.shutdownService();
    }

    /** How often the engine asked for the signals. */
    int armings() {
        return armings.get();
    }

    TaskNursery open(String name) {
        return factory.open(name);
    }

    // ---- time

    /** That of all closes and shutdowns. */
    MovableClock clock() {
        return clock;
    }

    /** Lets this time pass as soon as somebody waits for it. */
    void passWhenAwaited(Duration time) {
        awaitTrue(() -> clock.waiting() > 0);
        clock.advance(time);
    }

    /** Runs something that waits for limits, which are then over at once. */
    void hurried(Runnable action) {
        FutureTask<Void> waiting = new FutureTask<>(action, null);
        Thread thread = new Thread(waiting, "hurried");
        thread.start();
        awaitTrue(() -> {
            if (clock.waiting() > 0) {
                clock.advance(engine.settings().grace());
            }
            return waiting.isDone();
        });
        try {
            waiting.get(GENEROUS_SECONDS, TimeUnit.SECONDS);
            thread.join();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("it does not end when its time is over", e);
        }
    }

    // ---- events

    void note(String event) {
        events.add(event);
    }

    List<String> events() {
        return List.copyOf(events);
    }

    /** Waits until at least so many are noted. */
    void awaitEvents(int count) {
        awaitTrue(() -> events.size() >= count);
    }

    /** Looks again and again at what nobody announces. */
    void awaitTrue(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(GENEROUS_SECONDS);
        while (!condition.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean())
                .as("it comes true; noted is " + events)
                .isTrue();
    }

    // ---- bodies

    /** Starts a task that sleeps until it is cancelled, and returns when it has begun; its end is noted as {@code name ended}. */
    Task<Void> sleeper(TaskNursery nursery, String name) {
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> task = nursery.createTask(name, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                note(name + " ended");
            }
        });
        await(begun);
        return task;
    }

    /** Starts a task that takes no notice of interrupts until it is released, and returns when it has begun. */
    Task<Void> stubborn(TaskNursery nursery, String name, CountDownLatch release) {
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> task = nursery.createTask(name, () -> {
            begun.countDown();
            awaitStubbornly(release);
            note(name + " ended");
        });
        await(begun);
        return task;
    }

    /** Starts a task that fails when it is cancelled, and returns when it has begun. */
    static Task<Void> spoilsport(TaskNursery nursery, String name, Exception failure) {
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> task = nursery.createTask(name, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException cancelled) {
                throw failure;
            }
        });
        await(begun);
        return task;
    }

    /** Waits for a latch whatever interrupts come. */
    static void awaitStubbornly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a latch that something else opens; fails when it does not. */
    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .as("the latch opens")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Waits until a task has ended, however it ends. */
    static <T> Task<T> ended(Task<T> task) {
        CountDownLatch ended = new CountDownLatch(1);
        task.onDone(done -> ended.countDown());
        await(ended);
        return task;
    }

    /** Waits until the thread of a task is parked. */
    static void awaitWaiting(Task<?> task) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(GENEROUS_SECONDS);
        boolean parked = false;
        while (!parked && System.nanoTime() < limit) {
            Thread runner = ((OwnedTask<?>) task).runner();
            parked = runner != null
                    && EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                            .contains(runner.getState());
        }
        assertThat(parked).as("the thread of " + task + " is parked").isTrue();
    }

    /** Waits until what was left behind has ended. */
    void awaitNoStraggler() {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(GENEROUS_SECONDS);
        List<Stragglers.Left> left = engine.stragglers().live();
        while (!left.isEmpty() && System.nanoTime() < limit) {
            Thread.onSpinWait();
            left = engine.stragglers().live();
        }
        assertThat(left).as("stragglers left").isEmpty();
    }

    // ---- the end

    /** Ends everything; nothing may be left. */
    void clear() {
        clock.go();
        boolean ended = engine.endAll("the test ends", Deadline.in(Duration.ofSeconds(GENEROUS_SECONDS)))
                .await();
        assertThat(ended).as("everything ends").isTrue();
        // a close that nobody waits for any more may list one at this moment
        awaitNoStraggler();
    }
}
