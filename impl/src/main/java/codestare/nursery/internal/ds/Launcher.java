package codestare.nursery.internal.ds;

import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** What is known of the program that has started the framework. */
final class Launcher {
    private static final String KARAF = "org.apache.karaf.info.ServerInfo";
    private static final String EQUINOX = "org.eclipse.core.runtime.adaptor.EclipseStarter";

    private final Framework framework;

    Launcher(Framework framework) {
        this.framework = framework;
    }

    /** Whether it is known to leave the framework running when the JVM ends: that of Karaf, and that of Equinox. */
    boolean leavesFrameworkRunning() {
        BundleContext context = framework.getBundleContext();
        return context != null && (context.getServiceReference(KARAF) != null || isOfEquinox());
    }

    private boolean isOfEquinox() {
        try {
            return Boolean.TRUE.equals(
                    framework.loadClass(EQUINOX).getMethod("isRunning").invoke(null));
        } catch (ReflectiveOperationException | LinkageError anotherFramework) {
            return false;
        }
    }
}
