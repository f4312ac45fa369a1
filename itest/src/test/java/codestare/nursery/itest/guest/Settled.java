package codestare.nursery.itest.guest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** Tells when the framework has reached the start level at which it is meant to run. */
public final class Settled {
    private static final String LEVEL = "org.osgi.framework.startlevel.beginning";

    private Settled() {}

    /** Runs the action once it has; at once if it has already. */
    public static void then(BundleContext context, Runnable action) {
        if (isSettled(context)) {
            action.run();
        } else {
            context.addFrameworkListener(event -> {
                boolean changed = event.getType() == FrameworkEvent.STARTED
                        || event.getType() == FrameworkEvent.STARTLEVEL_CHANGED;
                if (changed && isSettled(context)) {
                    action.run();
                }
            });
        }
    }

    private static boolean isSettled(BundleContext context) {
        Bundle system = context.getBundle(0);
        String level = context.getProperty(LEVEL);
        return system.getState() == Bundle.ACTIVE
                && system.adapt(FrameworkStartLevel.class).getStartLevel()
                        >= (level == null ? 1 : Integer.parseInt(level));
    }
}
