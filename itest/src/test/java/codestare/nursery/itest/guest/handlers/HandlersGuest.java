package codestare.nursery.itest.guest.handlers;

import codestare.nursery.itest.guest.Notes;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Tells at its start whose the handlers of the signals are, by putting another one there for a moment. */
public final class HandlersGuest implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal signal = new Signal(name);
            SignalHandler present = Signal.handle(signal, delivered -> {});
            Signal.handle(signal, present);
            // nothing but its class may be asked of a handler: Karaf's stops the framework on any call
            Notes.note(name + " has " + present.getClass().getName());
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
