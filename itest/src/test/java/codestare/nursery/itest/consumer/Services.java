package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What the activators of the consumers take from the framework, and never give back. */
final class Services {
    private final BundleContext context;

    Services(BundleContext context) {
        this.context = context;
    }

    <S> S get(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        S service = reference == null ? null : context.getService(reference);
        if (service == null) {
            throw new IllegalStateException("service [" + type.getName() + "] is absent; start its bundle first");
        }
        return service;
    }

    /** The journal of the test; where there is none, as in a child process, one that prints. */
    Journal journal() {
        return context.getServiceReference(Journal.class) == null
                ? new Journal(note -> System.out.println("note: " + note))
                : get(Journal.class);
    }
}
