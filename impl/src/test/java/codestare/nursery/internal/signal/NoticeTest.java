package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {
    @Test
    void it_tells_each_signal_in_its_order() {
        assertThat(notice("INT", SignalState.INSTALLED, "TERM", SignalState.CHAINED, "HUP", SignalState.LEFT))
                .isEqualTo("signals [INT installed, TERM chained, HUP left]");
    }

    @Test
    void it_says_so_when_there_is_none() {
        assertThat(Notice.of(List.of())).isEqualTo("signals [none]");
    }

    @Test
    void a_refused_signal_that_does_not_end_the_process_gets_no_warning() {
        assertThat(notice("INT", SignalState.INSTALLED, "TERM", SignalState.INSTALLED, "BREAK", SignalState.REFUSED))
                .isEqualTo("signals [INT installed, TERM installed, BREAK refused]");
    }

    @Test
    void it_warns_of_a_single_deadly_signal() {
        assertThat(notice("INT", SignalState.INSTALLED, "TERM", SignalState.REFUSED, "HUP", SignalState.IGNORED))
                .isEqualTo(
                        "signals [INT installed, TERM refused, HUP ignored] and TERM ends the process at once and nothing"
                                + " can run; start the JVM without -Xrs");
    }

    private static String notice(
            String first,
            SignalState firstState,
            String second,
            SignalState secondState,
            String third,
            SignalState thirdState) {
        return Notice.of(List.of(
                new SignalStatus(first, firstState, null),
                new SignalStatus(second, secondState, null),
                new SignalStatus(third, thirdState, null)));
    }
}
