package codestare.nursery.internal.ds;

import java.lang.reflect.Method;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** What is known of the program that has started the framework. */
final class Launcher {
    private static final String KARAF = "org.apache.karaf.info.ServerInfo";
    private static final String EQUINOX = "org.eclipse.osgi.service.environment.EnvironmentInfo";

    private final Framework framework;
    // told from the start on, and no longer when the framework has nearly stopped
    private final boolean equinox;

    Launcher(Framework framework) {
        this.framework = framework;
        this.equinox = isOfEquinox(framework);
    }

    /** Whether it is known to leave the framework running when the JVM ends: that of Karaf, and that of Equinox. */
    boolean leavesFrameworkRunning() {
        return equinox || isOfKaraf();
    }

    private boolean isOfKaraf() {
        BundleContext context = framework.getBundleContext();
        return context != null && context.getServiceReference(KARAF) != null;
    }

    /** Equinox's launcher tells the framework its arguments before any bundle starts; one that is embedded has none. */
    private static boolean isOfEquinox(Framework framework) {
        try {
            Method arguments = framework.loadClass(EQUINOX).getMethod("getCommandLineArgs");
            BundleContext context = framework.getBundleContext();
            ServiceReference<?> reference = context == null ? null : context.getServiceReference(EQUINOX);
            Object environment = reference == null ? null : context.getService(reference);
            return environment != null && arguments.invoke(environment) != null;
        } catch (ReflectiveOperationException | LinkageError anotherFramework) {
            return false;
        }
    }
}
