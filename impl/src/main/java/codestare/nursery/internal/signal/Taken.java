package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The outcome of an installation.
 *
 * @param statuses of all signals that were asked for
 * @param holds those that are ours
 */
record Taken(List<SignalStatus> statuses, List<Hold> holds) {
    static final Taken NOTHING = new Taken(List.of(), List.of());

    Taken {
        statuses = List.copyOf(statuses);
        holds = List.copyOf(holds);
    }

    /** Takes none, in a JVM without {@code sun.misc.Signal}. */
    static Taken absent(List<String> signals, Dispositions dispositions) {
        List<SignalStatus> statuses = new ArrayList<>();
        for (String signal : new LinkedHashSet<>(signals)) {
            statuses.add(new SignalStatus(signal, dispositions.stateOf(signal), null));
        }
        return new Taken(statuses, List.of());
    }

    static Taken of(List<String> signals, Escalation escalation) {
        List<SignalStatus> statuses = new ArrayList<>();
        List<Hold> holds = new ArrayList<>();
        for (String signal : new LinkedHashSet<>(signals)) {
            statuses.add(take(signal, escalation, holds));
        }
        return new Taken(statuses, holds);
    }

    private static SignalStatus take(String name, Escalation escalation, List<Hold> holds) {
        try {
            TakenSignal signal = new TakenSignal(name, escalation);
            SignalStatus status = signal.take();
            if (signal.isOurs()) {
                holds.add(signal);
            }
            return status;
        } catch (IllegalArgumentException unknownOrKept) {
            return new SignalStatus(name, SignalState.REFUSED, null);
        } catch (IllegalStateException | LinkageError unusable) {
            Words.say(Level.WARNING, "signal [" + name + "] cannot be taken", unusable);
            return new SignalStatus(name, SignalState.ABSENT, null);
        }
    }

    void release() {
        for (Hold hold : holds) {
            try {
                hold.release();
            } catch (RuntimeException | LinkageError thrown) {
                Words.say(Level.ERROR, "signal [" + hold.name() + "] cannot be given back", thrown);
            }
        }
    }
}
