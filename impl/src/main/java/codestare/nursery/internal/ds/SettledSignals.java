package codestare.nursery.internal.ds;

import codestare.nursery.internal.signal.SignalHooks;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/**
 * Takes the signals when they matter and the framework has reached its start level, and looks after them whenever that level
 * has changed and bundles have been refreshed: launchers and bundles install handlers of their own on the way, and go.
 */
final class SettledSignals implements FrameworkListener {
    private final Bundle system;
    private final SignalHooks signals;
    private final Runnable onArm;

    /** Written by any thread, once; volatile: read by each. */
    private volatile boolean wanted;

    /** Written by the framework's thread; volatile: read by who opens a nursery. */
    private volatile boolean settled;

    /** @param onArm told, maybe more than once, when the signals begin to matter, whether or not they can be taken yet */
    SettledSignals(BundleContext context, SignalHooks signals, Runnable onArm) {
        this.system = context.getBundle(0);
        this.signals = signals;
        this.onArm = onArm;
    }

    /** The signals matter from now on. Further calls do nothing and cost next to nothing. */
    void arm() {
        if (!wanted) {
            wanted = true;
            onArm.run();
            installIfSettled();
        }
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        int type = event.getType();
        if (type == FrameworkEvent.STARTED || type == FrameworkEvent.STARTLEVEL_CHANGED) {
            settled = true;
            signals.check();
            installIfSettled();
        } else if (type == FrameworkEvent.PACKAGES_REFRESHED) {
            signals.check();
        }
    }

    private void installIfSettled() {
        if (wanted && (settled || system.getState() == Bundle.ACTIVE)) {
            signals.install();
        }
    }
}
