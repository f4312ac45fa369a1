package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.ThreadKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FinalDrainTest {
    /** Longer than a test may last. */
    private static final Duration TOO_LONG = Duration.ofHours(1);

    private final NurseryEngine engine =
            new NurseryEngine(new Settings(TOO_LONG, TOO_LONG, ThreadKind.AUTO, false), () -> {});
    private final CountDownLatch release = new CountDownLatch(1);
    private final Tenant tenant = engine.process();
    private final TaskNursery nursery = tenant.factory().open("stuck");

    @AfterEach
    void releaseTheTask() {
        release.countDown();
    }

    @Nested
    class When_the_second_signal_comes {
        @Test
        void a_drain_under_way_ends() throws Exception {
            Task<Void> stubborn = stubborn();
            CountDownLatch cancelled = new CountDownLatch(1);
            stubborn.onCancel(cancelled::countDown);
            Signalled signals = new Signalled(new CountDownLatch(0));
            signals.deliver();
            await(cancelled);

            signals.deliver();

            await(signals.drained);
            assertThat(nursery.loop().isRunning()).isFalse();
            assertThat(stubborn.isDone()).isFalse();
        }

        @Test
        void a_drain_that_has_not_yet_begun_ends_as_well() throws Exception {
            Task<Void> stubborn = stubborn();
            CountDownLatch hurried = new CountDownLatch(1);
            Signalled signals = new Signalled(hurried);
            signals.deliver();
            signals.deliver();
            await(signals.hurried);

            hurried.countDown();

            await(signals.drained);
            assertThat(nursery.loop().isRunning()).isFalse();
            assertThat(stubborn.isDone()).isFalse();
        }
    }

    @Nested
    class When_a_task_does_not_end {
        private final Logger logger = Logger.getLogger("codestare.nursery.internal");
        private final List<String> logged = new CopyOnWriteArrayList<>();
        private final Handler slow = new Handler() {
            @Override
            public void publish(LogRecord line) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        @BeforeEach
        void logSlowly() throws Exception {
            stubborn();
            logger.addHandler(slow);
        }

        @AfterEach
        void logAsEver() {
            logger.removeHandler(slow);
        }

        @Test
        void it_is_in_the_log_when_the_drain_comes_back() {
            engine.apply(new Settings(TOO_LONG, Duration.ofMillis(100), ThreadKind.AUTO, false));

            drain(() -> {}).drainFramework();

            assertThat(logged).anyMatch(line -> line.contains("is left behind"));
        }

        @Test
        void where_it_is_is_in_the_log_when_a_drain_that_was_hurried_comes_back() throws Exception {
            Deadline hurry = Deadline.never();
            CountDownLatch begun = new CountDownLatch(1);
            FinalDrain drain = drain(begun::countDown);
            Thread second = new Thread(() -> {
                hurry.hasten();
                drain.hurry("TERM");
            });
            Thread first = new Thread(() -> drain.drain("TERM", hurry));
            first.start();
            await(begun);
            second.start();
            first.join();
            assertThat(logged).anyMatch(line -> line.contains("is still RUNNING"));
            second.join();
        }

        private FinalDrain drain(Runnable begun) {
            return new FinalDrain(engine, () -> Duration.ZERO, begun, TOO_LONG);
        }
    }

    @Nested
    class When_a_delay_is_set {
        private final CountDownLatch refused = new CountDownLatch(1);
        private final List<String> events = new CopyOnWriteArrayList<>();

        private FinalDrain drain(Duration delay) {
            return new FinalDrain(engine, () -> delay, () -> {
                events.add("no more work");
                refused.countDown();
            });
        }

        @Test
        void work_goes_on_until_it_has_passed() throws Exception {
            CountDownLatch ended = new CountDownLatch(1);
            Task<Void> task = waiting("work ends");
            task.onDone(done -> ended.countDown());
            long begin = System.nanoTime();

            drain(Duration.ofMillis(300)).drain("TERM", Deadline.never());

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            await(ended);
            assertThat(events).containsExactly("no more work", "work ends");
        }

        @Test
        void it_is_told_from_the_moment_on_in_which_the_first_asks() throws Exception {
            waiting("work ends");
            Deadline hurry = Deadline.never();
            FinalDrain drain = drain(TOO_LONG);
            assertThat(drain.told()).isEmpty();
            Thread first = drainUntilRefused(drain, hurry);

            assertThat(drain.told()).contains(ShutdownReason.ofSignal("TERM"));
            assertThat(nursery.loop().isRunning()).isTrue();

            hurry.hasten();
            first.join();
            drain.drainProcess();
            assertThat(drain.told()).contains(ShutdownReason.ofSignal("TERM"));
        }

        @Test
        void a_second_signal_ends_it() throws Exception {
            waiting("work ends");
            Deadline hurry = Deadline.never();
            FinalDrain drain = drain(TOO_LONG);
            Thread first = drainUntilRefused(drain, hurry);
            assertThat(events).containsExactly("no more work");

            hurry.hasten();

            first.join();
            assertThat(nursery.loop().isRunning()).isFalse();
        }

        @Test
        void who_else_asks_does_not_cut_it_short() throws Exception {
            waiting("work ends");
            Deadline hurry = Deadline.never();
            FinalDrain drain = drain(TOO_LONG);
            Thread first = drainUntilRefused(drain, hurry);

            Thread second = new Thread(drain::drainFramework);
            second.start();

            while (second.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(nursery.loop().isRunning()).isTrue();
            assertThat(events).containsExactly("no more work");
            hurry.hasten();
            first.join();
            second.join();
            assertThat(nursery.loop().isRunning()).isFalse();
        }

        @Test
        void it_passes_once_and_only_where_the_process_is_told_to_end() {
            FinalDrain drain = drain(TOO_LONG);

            drain.drainProcess();
            drain.drainFramework();

            assertThat(events).containsExactly("no more work");
        }

        /** Begins to drain on a thread of its own, and returns in the delay. */
        private Thread drainUntilRefused(FinalDrain drain, Deadline hurry) throws InterruptedException {
            Thread draining = new Thread(() -> drain.drain("TERM", hurry));
            draining.start();
            await(refused);
            return draining;
        }

        private Task<Void> waiting(String end) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> task = nursery.createTask("waiting", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    events.add(end);
                }
            });
            await(begun);
            return task;
        }
    }

    @Nested
    class When_it_is_told_that_no_more_work_is_accepted {
        @Test
        void who_does_not_come_back_takes_no_more_than_the_time() {
            engine.apply(new Settings(TOO_LONG, Duration.ofMillis(100), ThreadKind.AUTO, false));
            FinalDrain drain = new FinalDrain(engine, () -> Duration.ZERO, this::block);

            drain.drainFramework();

            assertThat(nursery.loop().isRunning()).isFalse();
        }

        @Test
        void who_throws_keeps_nothing_from_ending() {
            FinalDrain drain = new FinalDrain(engine, () -> Duration.ZERO, () -> {
                throw new AssertionError("broken on purpose");
            });

            drain.drainFramework();

            assertThat(nursery.loop().isRunning()).isFalse();
        }

        private void block() {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    class When_several_ask_for_it {
        private final AtomicInteger refusals = new AtomicInteger();
        private final FinalDrain drain = new FinalDrain(engine, () -> Duration.ZERO, refusals::incrementAndGet);

        @Test
        void it_is_one_drain_and_all_wait_for_its_end() throws Exception {
            Task<Void> stubborn = stubborn();
            CountDownLatch cancelled = new CountDownLatch(1);
            stubborn.onCancel(cancelled::countDown);
            CountDownLatch ends = new CountDownLatch(3);
            start(drain::drainFramework, ends);
            await(cancelled);
            start(() -> drain.drain("TERM", Deadline.never()), ends);
            Task<?> ofTheApi = engineShutdown();
            ofTheApi.onDone(done -> ends.countDown());
            assertThat(ends.getCount()).isEqualTo(3);

            release.countDown();

            await(ends);
            assertThat(stubborn.status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(refusals).hasValue(1);
        }

        @Test
        void a_second_signal_hurries_one_that_the_framework_began() throws Exception {
            Task<Void> stubborn = stubborn();
            CountDownLatch cancelled = new CountDownLatch(1);
            stubborn.onCancel(cancelled::countDown);
            CountDownLatch ends = new CountDownLatch(2);
            start(drain::drainFramework, ends);
            await(cancelled);
            Deadline hurry = Deadline.never();
            start(() -> drain.drain("TERM", hurry), ends);

            hurry.hasten();

            await(ends);
            assertThat(stubborn.isDone()).isFalse();
        }

        @Test
        void a_later_one_has_the_time_that_is_left() {
            engine.apply(new Settings(TOO_LONG, Duration.ofMinutes(10), ThreadKind.AUTO, false));
            drain.drainFramework();

            engine.apply(new Settings(TOO_LONG, TOO_LONG, ThreadKind.AUTO, false));

            assertThat(drain.rest()).isLessThan(Duration.ofMinutes(11));
        }

        private Task<?> engineShutdown() {
            return tenant.shutdownService().shutdownAll(ShutdownReason.of("asked by a test"));
        }

        private void start(Runnable action, CountDownLatch ends) {
            new Thread(() -> {
                        action.run();
                        ends.countDown();
                    })
                    .start();
        }
    }

    /** Starts a task that takes no notice of interrupts. */
    private Task<Void> stubborn() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> task = nursery.createTask("stubborn", () -> {
            begun.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    // that is what it is for
                }
            }
        });
        await(begun);
        return task;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).as("the latch opens").isTrue();
    }

    /** The engine with signals, whose drain is held up before it begins. */
    private final class Signalled implements Drain {
        private final FinalDrain drain = new FinalDrain(engine, () -> Duration.ZERO, () -> {});
        private final Escalation escalation = new Escalation(this);
        private final CountDownLatch gate;
        private final CountDownLatch hurried = new CountDownLatch(1);
        private final CountDownLatch drained = new CountDownLatch(1);

        Signalled(CountDownLatch gate) {
            this.gate = gate;
        }

        void deliver() {
            escalation.deliver(new Hold() {
                @Override
                public String name() {
                    return "TERM";
                }

                @Override
                public int number() {
                    return 15;
                }

                @Override
                public void handOn() {}

                @Override
                public void release() {}
            });
        }

        @Override
        public void drain(String signal, Deadline hurry) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            drain.drain(signal, hurry);
            drained.countDown();
        }

        @Override
        public void hurry(String signal) {
            drain.hurry(signal);
            hurried.countDown();
        }

        @Override
        public Duration limit() {
            return drain.limit();
        }
    }
}
