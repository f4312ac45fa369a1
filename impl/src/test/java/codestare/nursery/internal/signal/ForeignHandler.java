package codestare.nursery.internal.signal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Somebody else's handler: it says so, and hands on to what was there before it if it chains. */
final class ForeignHandler implements SignalHandler {
    private final boolean chains;
    private volatile SignalHandler previous;

    private ForeignHandler(boolean chains) {
        this.chains = chains;
    }

    static String install(String name, boolean chains) {
        ForeignHandler handler = new ForeignHandler(chains);
        handler.previous = Signal.handle(new Signal(name), handler);
        return "foreign handler takes " + name;
    }

    static String leaveToSystem(String name) {
        Signal.handle(new Signal(name), SignalHandler.SIG_DFL);
        return "the system handles " + name;
    }

    @Override
    public void handle(Signal signal) {
        System.out.println("foreign " + signal.getName());
        if (chains) {
            previous.handle(signal);
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
