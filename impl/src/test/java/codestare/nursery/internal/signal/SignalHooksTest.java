package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.work.Deadline;
import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** With a signal that nobody else uses, in this JVM; the deadly ones are in {@link ProcessSignalsTest}. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class SignalHooksTest {
    private static final Signal USR1 = new Signal("USR1");

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final SignalHandler owner = signal -> events.add("owner " + signal.getName());
    private final SignalHooks hooks = new SignalHooks(new TestDrain(), signals("USR1", "NOPE", "USR1"));
    private volatile Duration limit = Duration.ofHours(1);
    private SignalHandler before;

    @BeforeEach
    void owner_takes_the_signal() {
        before = Signal.handle(USR1, owner);
    }

    @AfterEach
    void all_is_as_before() {
        limit = Duration.ZERO;
        hooks.close();
        Signal.handle(USR1, before);
    }

    @Test
    void the_defaults_are_those_that_end_a_process() {
        assertThat(SignalSettings.DEFAULTS.signals()).containsExactly("INT", "TERM", "HUP");
    }

    @Nested
    class When_not_installed {
        @Test
        void there_are_no_statuses() {
            assertThat(hooks.statuses()).isEmpty();
        }

        @Test
        void close_takes_nothing_from_the_owner_and_is_final() {
            hooks.close();
            hooks.install();

            assertThat(hooks.statuses()).isEmpty();
            assertThat(top()).isSameAs(owner);
        }
    }

    @Nested
    class When_installed {
        @BeforeEach
        void install() {
            hooks.install();
        }

        @Test
        void each_signal_has_a_status() {
            assertThat(hooks.statuses())
                    .containsExactly(
                            new SignalStatus(
                                    "USR1",
                                    SignalState.CHAINED,
                                    owner.getClass().getName()),
                            new SignalStatus("NOPE", SignalState.REFUSED, null));
        }

        @Test
        void a_second_call_changes_nothing() {
            SignalHandler ours = top();

            hooks.install();

            assertThat(top() == ours).isTrue();
        }

        @Test
        void a_signal_drains_and_reaches_its_owner() throws Exception {
            Signal.raise(USR1);

            // no order: with no patience at all, the signal is handed on while the drain may still run
            assertThat(new String[] {events.poll(30, TimeUnit.SECONDS), events.poll(30, TimeUnit.SECONDS)})
                    .containsExactlyInAnyOrder("drain USR1", "owner USR1");
        }

        @Test
        void a_second_pair_of_hooks_chains_to_the_first() throws Exception {
            try (SignalHooks second = new SignalHooks(new TestDrain(), signals("USR1"))) {
                second.install();
                assertThat(second.statuses()).extracting(SignalStatus::state).containsExactly(SignalState.CHAINED);

                Signal.raise(USR1);

                assertThat(new String[] {
                            events.poll(30, TimeUnit.SECONDS),
                            events.poll(30, TimeUnit.SECONDS),
                            events.poll(30, TimeUnit.SECONDS)
                        })
                        .containsExactlyInAnyOrder("drain USR1", "drain USR1", "owner USR1");
            }
        }
    }

    @Nested
    class When_the_settings_change {
        private final Signal other = new Signal("USR2");
        private final SignalHandler otherOwner = signal -> events.add("other owner");
        private SignalHandler otherBefore;

        @BeforeEach
        void install() {
            otherBefore = Signal.handle(other, otherOwner);
            hooks.install();
        }

        @AfterEach
        void give_back() {
            Signal.handle(other, otherBefore);
        }

        @Test
        void what_is_wanted_no_more_is_given_back_and_what_is_new_is_taken() throws Exception {
            hooks.apply(signals("USR2", "NOPE"));

            assertThat(hooks.statuses())
                    .extracting(status -> status.name() + " " + status.state())
                    .containsExactly("USR2 CHAINED", "NOPE REFUSED");
            assertThat(top()).isSameAs(owner);
            Signal.raise(other);
            assertThat(new String[] {events.poll(30, TimeUnit.SECONDS), events.poll(30, TimeUnit.SECONDS)})
                    .containsExactlyInAnyOrder("drain USR2", "other owner");
        }

        @Test
        void the_same_signals_stay_where_they_are() {
            SignalHandler ours = top();

            hooks.apply(new SignalSettings(
                    List.of("USR1", "NOPE"), HupPolicy.IGNORE, new ExitStatus(0), Duration.ofSeconds(1)));

            assertThat(top() == ours).isTrue();
            assertThat(hooks.settings().delay()).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void none_is_taken_before_the_installation_or_after_the_close() {
            hooks.close();
            hooks.apply(signals("USR2"));

            assertThat(hooks.statuses()).isEmpty();
            SignalHooks never = new SignalHooks(new TestDrain(), signals("USR1"));
            never.apply(signals("USR2"));
            assertThat(never.statuses()).isEmpty();
            SignalHandler top = Signal.handle(other, otherOwner);
            assertThat(top == otherOwner).isTrue();
        }

        @Test
        void nothing_is_taken_or_given_back_while_a_signal_is_on_its_way() throws Exception {
            SignalHandler ours = top();
            Signal.raise(USR1);
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("drain USR1");

            hooks.apply(signals("USR2"));

            assertThat(top() == ours).isTrue();
        }
    }

    @Nested
    class When_closed {
        @BeforeEach
        void install() {
            hooks.install();
        }

        @Test
        void the_owner_has_the_signal_again() {
            hooks.close();

            assertThat(top()).isSameAs(owner);
            assertThat(hooks.statuses()).isEmpty();
        }

        @Test
        void a_handler_above_stays_and_what_it_hands_on_reaches_the_owner() throws Exception {
            SignalHandler[] below = new SignalHandler[1];
            SignalHandler above = signal -> {
                events.add("above");
                below[0].handle(signal);
            };
            below[0] = Signal.handle(USR1, above);

            hooks.close();
            hooks.close();

            assertThat(top()).isSameAs(above);
            Signal.raise(USR1);
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("above");
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("owner USR1");
        }
    }

    @Nested
    class When_another_handler_comes_at_the_same_moment {
        private final SignalHandler other = signal -> events.add("other " + signal.getName());
        private final CyclicBarrier together = new CyclicBarrier(2);

        /** Runs both at once, as far as two threads can. */
        private void race(Runnable one, Runnable two) throws Exception {
            Thread thread = new Thread(() -> {
                meet();
                one.run();
            });
            thread.start();
            meet();
            two.run();
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }

        private void meet() {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void it_is_never_lost_to_hooks_that_give_the_signal_back() throws Exception {
            for (int i = 0; i < 300; i++) {
                Signal.handle(USR1, owner);
                SignalHooks closing = new SignalHooks(new TestDrain(), signals("USR1"));
                closing.install();
                race(closing::close, () -> Signal.handle(USR1, other));
                assertThat(top()).isSameAs(other);
            }
        }

        @Test
        void it_is_below_the_hooks_that_are_installed_or_above_them() throws Exception {
            for (int i = 0; i < 300; i++) {
                Signal.handle(USR1, owner);
                SignalHooks installing = new SignalHooks(new TestDrain(), signals("USR1"));
                race(installing::install, () -> Signal.handle(USR1, other));
                // whoever came later is on top; when ours has gone, the other one is
                installing.close();
                assertThat(top()).isSameAs(other);
            }
        }
    }

    private static SignalSettings signals(String... names) {
        return new SignalSettings(List.of(names), HupPolicy.AUTO, ExitStatus.OF_THE_SIGNAL, Duration.ZERO);
    }

    private static SignalHandler top() {
        SignalHandler top = Signal.handle(USR1, SignalHandler.SIG_IGN);
        Signal.handle(USR1, top);
        return top;
    }

    private final class TestDrain implements Drain {
        @Override
        public void drain(String signal, Deadline hurry) {
            events.add("drain " + signal);
        }

        @Override
        public void hurry(String signal) {
            events.add("hurry " + signal);
        }

        @Override
        public Duration limit() {
            return limit;
        }
    }
}
