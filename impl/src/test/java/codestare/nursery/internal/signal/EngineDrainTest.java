package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.ThreadKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineDrainTest {
    /** Longer than a test may last. */
    private static final Duration TOO_LONG = Duration.ofHours(1);

    private final NurseryEngine engine =
            new NurseryEngine(new Settings(TOO_LONG, TOO_LONG, ThreadKind.AUTO, false), () -> {});
    private final CountDownLatch release = new CountDownLatch(1);
    private final TaskNursery nursery = engine.process().factory().open("stuck");

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
        private final EngineDrain drain = new EngineDrain(engine);
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
