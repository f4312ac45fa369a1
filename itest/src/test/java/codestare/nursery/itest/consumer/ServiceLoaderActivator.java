package codestare.nursery.itest.consumer;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryProvider;
import codestare.nursery.itest.probe.Journal;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Looks for the implementation as a plain program does, and notes what it finds. */
public final class ServiceLoaderActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Journal journal = new Services(context).journal();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // in a test the loader of the test, which sees the classes of the product too
        thread.setContextClassLoader(ServiceLoaderActivator.class.getClassLoader());
        try {
            Iterator<NurseryProvider> found =
                    ServiceLoader.load(NurseryProvider.class).iterator();
            journal.note(found.hasNext() ? "found " + found.next() : "found none");
        } catch (ServiceConfigurationError e) {
            journal.note("refused: " + e.getCause().getMessage());
        } finally {
            thread.setContextClassLoader(before);
        }
        try {
            journal.note("front door " + Nurseries.factory());
        } catch (IllegalStateException e) {
            journal.note("front door: " + e.getMessage());
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
