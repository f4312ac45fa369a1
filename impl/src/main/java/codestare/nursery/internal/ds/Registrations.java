package codestare.nursery.internal.ds;

import codestare.nursery.runtime.Registration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Registers the services of a type with the engine as they come, and ends that as they go. */
final class Registrations<S> extends ServiceTracker<S, Registration> {
    private final Function<S, Registration> register;

    Registrations(BundleContext context, Class<S> type, Function<S, Registration> register) {
        super(context, type, null);
        this.register = register;
    }

    @Override
    public @Nullable Registration addingService(ServiceReference<S> reference) {
        S service = context.getService(reference);
        return service == null ? null : register.apply(service);
    }

    @Override
    public void removedService(ServiceReference<S> reference, Registration registration) {
        registration.close();
        context.ungetService(reference);
    }
}
