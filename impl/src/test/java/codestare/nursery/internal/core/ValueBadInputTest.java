package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertNullRefused;
import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.DetachedExcInfo;
import codestare.nursery.ExcInfo;
import codestare.nursery.ExceptionContext;
import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValueBadInputTest {
    @Nested
    class Options_of_a_nursery {
        @Test
        void refuse_nulls_by_name() {
            NurseryOptions options = NurseryOptions.defaults();
            assertNullRefused("name", () -> options.withName(null));
            assertNullRefused("loop", () -> options.withLoop(null));
            assertNullRefused("grace", () -> options.withGrace(null));
        }

        @Test
        void refuse_an_empty_name() {
            assertRefused(
                    IllegalArgumentException.class,
                    "name [ ] of a nursery is empty; give it a name or leave it out",
                    () -> NurseryOptions.defaults().withName(" "),
                    () -> new NurseryOptions(" ", null, null, null));
        }

        @Test
        void refuse_a_grace_out_of_range() {
            assertRefused(
                    IllegalArgumentException.class,
                    "grace [PT-0.001S] is out of range; choose a duration from PT0S to PT1H",
                    () -> NurseryOptions.defaults().withGrace(Duration.ofMillis(-1)),
                    () -> new NurseryOptions(null, null, Duration.ofMillis(-1), null));
            assertRefused(
                    IllegalArgumentException.class,
                    "grace [PT1H0.000000001S] is out of range; choose a duration from PT0S to PT1H",
                    () -> NurseryOptions.defaults()
                            .withGrace(Duration.ofHours(1).plusNanos(1)));
        }

        @Test
        void take_the_ends_of_the_range_and_keep_what_was_there() {
            NurseryOptions options = NurseryOptions.defaults()
                    .withName("indexer")
                    .withGrace(Duration.ZERO)
                    .withFreshThreads(true);
            assertThat(options).isEqualTo(new NurseryOptions("indexer", null, Duration.ZERO, true));
            assertThat(options.withGrace(Duration.ofHours(1)))
                    .isEqualTo(new NurseryOptions("indexer", null, Duration.ofHours(1), true));
            assertThat(options.grace()).isEqualTo(Duration.ZERO);
            assertThat(NurseryOptions.defaults()).isEqualTo(new NurseryOptions(null, null, null, null));
        }
    }

    @Nested
    class A_shutdown_reason {
        @Test
        void refuses_nulls_by_name() {
            assertNullRefused("words", () -> ShutdownReason.of(null), () -> new ShutdownReason(null, "TERM", null));
            assertNullRefused("signal", () -> ShutdownReason.ofSignal(null));
            assertNullRefused("context", () -> ShutdownReason.ofFailure(null));
        }

        @Test
        void refuses_no_words() {
            for (String empty : new String[] {"", " "}) {
                assertRefused(
                        IllegalArgumentException.class,
                        "shutdown reason [" + empty + "] is empty; say in a few words why the loop ends",
                        () -> ShutdownReason.of(empty),
                        () -> new ShutdownReason(empty, null, null));
            }
        }

        @Test
        void has_words_even_for_a_failure_without_a_message() {
            ExceptionContext silent = ExceptionContext.of("");
            assertThat(ShutdownReason.ofFailure(silent))
                    .isEqualTo(new ShutdownReason("a failure without a message", null, silent));
            assertThat(ShutdownReason.ofSignal("TERM")).isEqualTo(new ShutdownReason("signal TERM", "TERM", null));
        }
    }

    @Nested
    class An_exception_context {
        @Test
        void refuses_no_message_but_takes_an_empty_one() {
            assertNullRefused(
                    "message",
                    () -> ExceptionContext.of(null),
                    () -> new ExceptionContext(null, new IOException("boom"), null, null));
            assertThat(ExceptionContext.of("").message()).isEmpty();
        }
    }

    @Nested
    class A_record_of_an_exception {
        @Test
        void refuses_nulls_by_name() {
            assertNullRefused("exc", () -> ExcInfo.of(null));
            assertNullRefused("className", () -> new DetachedExcInfo(null, null, "", List.of()));
            assertNullRefused("trace", () -> new DetachedExcInfo("", null, null, List.of()));
            assertNullRefused("causes", () -> new DetachedExcInfo("", null, "", null));
        }

        @Test
        void of_nothing_is_the_same_as_none() {
            assertThat(new ExcInfo(null, null, null)).isEqualTo(ExcInfo.NONE);
            assertThat(ExcInfo.NONE.isEmpty()).isTrue();
            assertThat(ExcInfo.NONE.detached()).isEqualTo(DetachedExcInfo.NONE);
        }
    }
}
