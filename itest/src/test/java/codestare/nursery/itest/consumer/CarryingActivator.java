package codestare.nursery.itest.consumer;

import codestare.nursery.ContextCarrier;
import codestare.nursery.itest.probe.Journal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Registers a context carrier that notes what it does; it ranks as the major version of its bundle. */
public final class CarryingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Carrier carrier =
                new Carrier(new Services(context).journal(), context.getBundle().getSymbolicName());
        int ranking = context.getBundle().getVersion().getMajor();
        context.registerService(
                ContextCarrier.class, carrier, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, ranking)));
    }

    @Override
    public void stop(BundleContext context) {}

    private record Carrier(Journal journal, String name) implements ContextCarrier {
        @Override
        public <T> Callable<T> carry(Callable<T> body) {
            journal.note(name + " captures");
            return () -> {
                journal.note(name + " restores");
                return body.call();
            };
        }
    }
}
