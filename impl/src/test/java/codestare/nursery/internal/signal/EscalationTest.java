package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EscalationTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch drainEnds = new CountDownLatch(1);
    private volatile Duration limit = Duration.ofHours(1);
    private final Escalation escalation = new Escalation(new TestDrain());

    @Nested
    class When_the_first_signal_comes {
        @Test
        void it_drains_and_then_hands_on() throws Exception {
            escalation.deliver(new TestHold());

            assertThat(next()).isEqualTo("drain TERM on codestare-nursery-drain-TERM, daemon true");
            assertThat(events).isEmpty();
            drainEnds.countDown();
            assertThat(next()).isEqualTo("hand on on codestare-nursery-signal-TERM, daemon false");
        }

        @Test
        void its_threads_have_nothing_of_the_thread_it_came_on() throws Exception {
            drainEnds.countDown();
            BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
            Thread handler = new Thread(() -> escalation.deliver(new TestHold() {
                @Override
                public void handOn() {
                    threads.add(Thread.currentThread());
                }
            }));
            handler.setDaemon(true);
            handler.setPriority(Thread.MAX_PRIORITY);
            handler.setContextClassLoader(new ClassLoader() {});
            handler.start();

            Thread thread = threads.take();
            assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
            assertThat(thread.getContextClassLoader()).isSameAs(Escalation.class.getClassLoader());
        }

        @Test
        void a_drain_without_a_known_limit_is_handed_on_too() throws Exception {
            limit = null;
            drainEnds.countDown();

            escalation.deliver(new TestHold());

            assertThat(next()).startsWith("drain TERM");
            assertThat(next()).startsWith("hand on");
        }
    }

    @Nested
    class When_the_second_signal_comes {
        @Test
        void it_hurries_and_hands_on_while_the_drain_goes_on() throws Exception {
            escalation.deliver(new TestHold());
            assertThat(next()).startsWith("drain TERM");

            escalation.deliver(new TestHold());

            // in any order: what hurries has a second, and on a busy machine that may be over before it begins
            assertThat(List.of(next(), next()))
                    .anyMatch(event -> event.startsWith("hurry TERM"))
                    .anyMatch(event -> event.startsWith("hand on"));
            drainEnds.countDown();
            assertThat(next()).startsWith("hand on");
        }
    }

    @Nested
    class When_two_signals_come_at_once {
        @Test
        @Tag("slow")
        void one_of_them_is_the_second() throws Exception {
            ExecutorService other = Executors.newSingleThreadExecutor();
            Rounds.upTo(5_000, round -> {
                AtomicInteger asked = new AtomicInteger();
                Escalation raced = new Escalation(new TestDrain() {
                    @Override
                    public Duration limit() {
                        // both know it before either is counted
                        asked.incrementAndGet();
                        while (asked.get() < 2) {
                            Thread.onSpinWait();
                        }
                        return Duration.ofHours(1);
                    }
                });
                Future<Integer> place = other.submit(raced::next);
                assertThat(raced.next() + place.get()).as("sum of places").isEqualTo(3);
            });
            other.shutdown();
        }
    }

    @Nested
    class When_the_process_lives_on {
        @Test
        void the_row_is_not_at_rest_before_the_limit() throws Exception {
            drainEnds.countDown();
            assertThat(escalation.isAtRest()).isTrue();

            escalation.deliver(new TestHold());
            next();
            next();

            assertThat(escalation.isAtRest()).isFalse();
        }

        @Test
        void the_row_is_at_rest_after_the_limit() throws Exception {
            drainEnds.countDown();
            escalation.deliver(new TestHold());
            assertThat(next()).startsWith("drain TERM");
            assertThat(next()).startsWith("hand on");

            limit = Duration.ofMillis(20);
            escalation.awaitRest();

            assertThat(escalation.isAtRest()).isTrue();
            escalation.deliver(new TestHold());
            // in any order: with so short a limit it may be handed on before the drain begins
            assertThat(List.of(next(), next())).anyMatch(event -> event.startsWith("drain TERM"));
        }

        @Test
        @Tag("slow")
        void who_begins_to_wait_hears_of_the_last_delivery_that_is_handed_on() throws Exception {
            limit = Duration.ZERO;
            ExecutorService other = Executors.newSingleThreadExecutor();
            Rounds.upTo(20_000, round -> {
                AtomicInteger ready = new AtomicInteger();
                Escalation raced = new Escalation(new TestDrain());
                raced.next();
                Future<?> waiting = other.submit(() -> {
                    ready.incrementAndGet();
                    raced.awaitRest();
                    return null;
                });
                while (ready.get() == 0) {
                    Thread.onSpinWait();
                }
                raced.handedOn();
                waiting.get(30, TimeUnit.SECONDS);
            });
            other.shutdown();
        }

        @Test
        void a_previous_handler_that_fails_ends_its_delivery_too() throws Exception {
            drainEnds.countDown();

            escalation.deliver(new TestHold() {
                @Override
                public void handOn() {
                    super.handOn();
                    throw new AssertionError("broken on purpose");
                }
            });
            next();
            next();

            limit = Duration.ZERO;
            escalation.awaitRest();
        }
    }

    private String next() throws InterruptedException {
        String event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private void tell(String event) {
        Thread thread = Thread.currentThread();
        events.add(event + " on " + thread.getName() + ", daemon " + thread.isDaemon());
    }

    private class TestHold implements Hold {
        @Override
        public String name() {
            return "TERM";
        }

        @Override
        public int number() {
            return 15;
        }

        @Override
        public void handOn() {
            tell("hand on");
        }

        @Override
        public void release() {}
    }

    private class TestDrain implements Drain {
        @Override
        public void drain(String signal, Deadline hurry) {
            tell("drain " + signal);
            try {
                drainEnds.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void hurry(String signal) {
            tell("hurry " + signal);
        }

        @Override
        public Duration limit() {
            return limit;
        }
    }
}
