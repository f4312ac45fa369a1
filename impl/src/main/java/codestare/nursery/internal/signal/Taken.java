package codestare.nursery.internal.signal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of an installation.
 *
 * @param states of all signals that were asked for
 * @param holds those that are ours
 */
record Taken(Map<String, SignalState> states, List<Hold> holds) {
    static final Taken NOTHING = new Taken(Map.of(), List.of());

    static Taken absent(List<String> signals) {
        Map<String, SignalState> states = new LinkedHashMap<>();
        for (String signal : signals) {
            states.put(signal, SignalState.ABSENT);
        }
        return new Taken(Collections.unmodifiableMap(states), List.of());
    }

    static Taken of(List<String> signals, Escalation escalation) {
        Map<String, SignalState> states = new LinkedHashMap<>();
        List<Hold> holds = new ArrayList<>();
        for (String signal : signals) {
            if (!states.containsKey(signal)) {
                states.put(signal, take(signal, escalation, holds));
            }
        }
        return new Taken(Collections.unmodifiableMap(states), List.copyOf(holds));
    }

    private static SignalState take(String name, Escalation escalation, List<Hold> holds) {
        try {
            TakenSignal signal = new TakenSignal(name, escalation);
            SignalState state = signal.take();
            if (state.isOurs()) {
                holds.add(signal);
            }
            return state;
        } catch (IllegalArgumentException unknownOrKept) {
            return SignalState.REFUSED;
        } catch (IllegalStateException | LinkageError unusable) {
            Words.say(Level.WARNING, "signal [" + name + "] cannot be taken", unusable);
            return SignalState.ABSENT;
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
