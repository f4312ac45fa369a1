package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Journal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Shows a test the bundle-wide services; as it stops, it waits for the notes that its header {@code Stop-After} names. */
public final class FactoryActivator implements BundleActivator {
    private static final Pattern COMMA = Pattern.compile(",");

    private Journal journal;

    @Override
    public void start(BundleContext context) {
        Services services = new Services(context);
        journal = services.journal();
        context.registerService(BundleView.class, new ServicesView(services, journal), null);
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        String symbolicName = context.getBundle().getSymbolicName();
        String awaited = context.getBundle().getHeaders().get("Stop-After");
        if (awaited != null) {
            for (String note : COMMA.split(awaited, -1)) {
                boolean came = journal.await(note, Duration.ofSeconds(20));
                journal.note(symbolicName + (came ? " saw: " : " missed: ") + note);
            }
        }
        journal.note(symbolicName + " stops");
    }
}
