package codestare.nursery.internal.ds;

import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Cancels a task that has stopped the nursery service itself, as its call returns.
 *
 * <p>Not earlier: an interrupt would reach the framework in the middle of the stop. The listener is the system bundle's,
 * since our own listeners are gone when our stop is over; it goes with the one event that it waits for.
 */
final class StopFromInside implements SynchronousBundleListener {
    private static final GuardedLog LOG = GuardedLog.of(StopFromInside.class);

    private final Bundle own;
    private final BundleContext system;
    private final NurseryEngine engine;

    private StopFromInside(Bundle own, BundleContext system, NurseryEngine engine) {
        this.own = own;
        this.system = system;
        this.engine = engine;
    }

    static void cancelCaller(Bundle own, NurseryEngine engine) {
        if (!engine.isInTask()) {
            return;
        }
        BundleContext system = own.getBundleContext().getBundle(0).getBundleContext();
        StopFromInside later = new StopFromInside(own, system, engine);
        if (own.getState() == Bundle.STOPPING && system != null) {
            system.addBundleListener(later);
        } else {
            later.cancel();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED && event.getBundle() == own) {
            system.removeBundleListener(this);
            cancel();
        }
    }

    private void cancel() {
        engine.cancelCurrentTask("the nursery service was stopped from inside")
                .ifPresent(task -> LOG.log(
                        Level.WARNING,
                        "task [" + task + "] has stopped the nursery service and is cancelled; let it return"));
    }
}
