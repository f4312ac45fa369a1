package codestare.nursery.itest;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Which handlers the signals of this JVM have; read by putting another one there for a moment. */
final class SignalHandlers {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private SignalHandlers() {}

    /** The classes of the handlers of INT, TERM and HUP. */
    static List<String> types() {
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
