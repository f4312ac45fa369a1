package codestare.nursery.internal.signal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Somebody else's handler: it says so, and hands on to what was there before it if it chains. */
final class ForeignHandler implements SignalHandler {
    private final Signal signal;
    private final boolean chains;
    private volatile SignalHandler previous;

    ForeignHandler(String name, boolean chains) {
        this.signal = new Signal(name);
        this.chains = chains;
    }

    void take() {
        previous = Signal.handle(signal, this);
    }

    /** Puts back what was there before, whoever has the signal now, as that of Karaf's diagnostics does. */
    void leave() {
        Signal.handle(signal, previous);
    }

    static String leaveToSystem(String name) {
        Signal.handle(new Signal(name), SignalHandler.SIG_DFL);
        return "the system handles " + name;
    }

    @Override
    public void handle(Signal delivered) {
        System.out.println("foreign " + delivered.getName());
        if (chains) {
            previous.handle(delivered);
        }
    }

    @Override
    public String toString() {
        throw new AssertionError("a foreign handler must only be told to handle");
    }

    @Override
    public boolean equals(Object other) {
        throw new AssertionError("a foreign handler must only be told to handle");
    }

    @Override
    public int hashCode() {
        throw new AssertionError("a foreign handler must only be told to handle");
    }
}
