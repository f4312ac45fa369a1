package codestare.nursery.itest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Which handlers the signals of this JVM have; read by putting another one there for a moment. */
public final class SignalHandlers {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private SignalHandlers() {}

    /** Puts the handlers of this moment back when it is closed: a handler that is not on top leaves a part of the chain behind. */
    static AutoCloseable kept() {
        Map<Signal, SignalHandler> present = new LinkedHashMap<>();
        for (String name : NAMES) {
            Signal signal = new Signal(name);
            present.put(signal, Signal.handle(signal, ignored -> {}));
            Signal.handle(signal, present.get(signal));
        }
        return () -> present.forEach(Signal::handle);
    }

    /** The classes of the handlers of INT, TERM and HUP. */
    public static List<String> types() {
        List<String> types = new ArrayList<>();
        for (String name : NAMES) {
            Signal signal = new Signal(name);
            SignalHandler present = Signal.handle(signal, ignored -> {});
            Signal.handle(signal, present);
            types.add(name + " " + present.getClass().getName());
        }
        return types;
    }
}
