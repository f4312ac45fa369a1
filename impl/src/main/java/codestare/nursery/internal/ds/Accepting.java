package codestare.nursery.internal.ds;

import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The condition that work is accepted: components that take work from outside may depend on it, and are deactivated before
 * the work that they have taken ends.
 *
 * <p>The object is that of the framework's own condition, which is always true and which has no behaviour. So the package of
 * the condition is not imported: not every container exports it.
 */
final class Accepting {
    private static final GuardedLog LOG = GuardedLog.of(Accepting.class);

    private static final String CONDITION = "org.osgi.service.condition.Condition";
    private static final String ID = "osgi.condition.id";

    private final BundleContext context;

    /** Guarded by this. */
    private @Nullable ServiceRegistration<?> registration;

    /** Guarded by this; nothing stays registered from then on. */
    private boolean ended;

    Accepting(BundleContext context) {
        this.context = context;
    }

    /** Registers the condition, if the framework has one to take the object from; not after the end. */
    void begin() {
        if (!hasEnded()) {
            // not under the lock: it activates components, and the end does not wait for them
            ServiceRegistration<?> made = register();
            if (made != null && !keep(made)) {
                unregister(made);
            }
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private @Nullable ServiceRegistration<?> register() {
        try {
            ServiceReference<?>[] found = context.getServiceReferences(CONDITION, "(" + ID + "=true)");
            Object condition = found == null ? null : context.getService(found[0]);
            if (condition != null) {
                return context.registerService(
                        CONDITION, condition, FrameworkUtil.asDictionary(Map.of(ID, "codestare.nursery.accepting")));
            }
        } catch (InvalidSyntaxException | RuntimeException e) {
            LOG.log(Level.WARNING, "condition [codestare.nursery.accepting] cannot be registered", e);
        }
        return null;
    }

    /** Keeps what has been registered for the end; false if that has come. */
    private synchronized boolean keep(ServiceRegistration<?> made) {
        if (!ended) {
            registration = made;
        }
        return !ended;
    }

    /**
     * Unregisters the condition; comes back when those who depend on it have been told. If it is being registered, who does
     * that unregisters it.
     */
    void end() {
        ServiceRegistration<?> last;
        synchronized (this) {
            ended = true;
            last = registration;
            registration = null;
        }
        if (last != null) {
            unregister(last);
        }
    }

    private static void unregister(ServiceRegistration<?> last) {
        try {
            last.unregister();
        } catch (IllegalStateException gone) {
            // with our bundle
        }
    }
}
