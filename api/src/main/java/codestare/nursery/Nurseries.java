package codestare.nursery;

import codestare.nursery.runtime.NurseryRuntime;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The front door outside OSGi: one factory, one registry, one shutdown service and one operator's view for the process.
 *
 * <p>Inside an OSGi framework every method throws {@link IllegalStateException}: there the services of the same types must
 * be used, which end with the using bundle.
 *
 * @since 1.0
 */
public final class Nurseries {
    private Nurseries() {}

    /**
     * Returns the factory of nurseries.
     *
     * @return always the same object
     * @throws IllegalStateException if there is no implementation, or more than one, or inside OSGi
     * @throws IllegalArgumentException if a setting of the process has a bad value; the message names it
     * @since 1.0
     */
    public static TaskNurseryFactory factory() {
        return Found.provider().factory();
    }

    /**
     * Returns the registry of loops and nurseries.
     *
     * @return always the same object
     * @throws IllegalStateException if there is no implementation, or more than one, or inside OSGi
     * @throws IllegalArgumentException if a setting of the process has a bad value; the message names it
     * @since 1.0
     */
    public static LoopRegistry loops() {
        return Found.provider().loops();
    }

    /**
     * Returns the shutdown service.
     *
     * @return always the same object
     * @throws IllegalStateException if there is no implementation, or more than one, or inside OSGi
     * @throws IllegalArgumentException if a setting of the process has a bad value; the message names it
     * @since 1.0
     */
    public static ShutdownService shutdownService() {
        return Found.provider().shutdownService();
    }

    /**
     * Returns the operator's view of the process.
     *
     * @return always the same object
     * @throws IllegalStateException if there is no implementation, or more than one, or inside OSGi
     * @throws IllegalArgumentException if a setting of the process has a bad value; the message names it
     * @since 1.0
     */
    public static NurseryRuntime runtime() {
        return Found.provider().runtime();
    }

    /**
     * Makes nurseries that share nothing with those of the process, for a test. They have the settings of this moment.
     *
     * @return a new object for each call, which must be closed
     * @throws IllegalStateException if there is no implementation, or more than one, or inside OSGi
     * @throws IllegalArgumentException if a setting of the process has a bad value; the message names it
     * @since 1.0
     */
    public static IsolatedNurseries isolated() {
        return Found.provider().isolated();
    }

    /**
     * Reads the settings of the process, which are system properties, anew and applies them.
     *
     * <p>They have been read once when the first method of this class was called. What runs is not disturbed: limits hold for
     * closes and shutdowns that begin later, kinds of threads for threads that are started later. If one value is bad,
     * nothing is changed.
     *
     * @throws IllegalStateException if there is no implementation, or more than one, or inside OSGi
     * @throws IllegalArgumentException if a setting has a bad value; the message names key, value and range
     * @since 1.0
     */
    public static void readSettings() {
        Found.provider().readSettings();
    }

    /**
     * Runs a body with a nursery of its own; short for {@link TaskNurseryFactory#call}.
     *
     * @param <T> the type of the result
     * @param name unique among the open nurseries of the process
     * @param body gets the nursery
     * @return the result of the body
     * @throws Exception as {@link TaskNurseryFactory#call}
     * @since 1.0
     */
    public static <T extends @Nullable Object> T call(String name, NurseryBody<T> body) throws Exception {
        return factory().call(name, body);
    }

    /** The provider, looked up when it is first needed and kept: one object graph a process. */
    private static final class Found {
        private static final String BUNDLE_LOADER = "org.osgi.framework.BundleReference";

        // the one static reference of the product; guarded by the class
        private static @Nullable NurseryProvider provider;

        static synchronized NurseryProvider provider() {
            if (provider == null) {
                provider = lookUp(Nurseries.class.getClassLoader());
            }
            return provider;
        }

        private static NurseryProvider lookUp(@Nullable ClassLoader loader) {
            if (loader != null && isOfBundle(loader.getClass())) {
                throw new IllegalStateException("class [codestare.nursery.Nurseries] is not for use inside OSGi;"
                        + " use the service [codestare.nursery.TaskNurseryFactory],"
                        + " by @Reference or from the bundle context");
            }
            List<ServiceLoader.Provider<NurseryProvider>> found =
                    ServiceLoader.load(NurseryProvider.class, loader).stream().collect(Collectors.toList());
            if (found.isEmpty()) {
                throw new IllegalStateException("no implementation of [codestare.nursery.NurseryProvider] is found;"
                        + " put codestare.nursery.impl on the module path or the class path");
            }
            if (found.size() > 1) {
                String types = found.stream().map(p -> p.type().getName()).collect(Collectors.joining(", "));
                throw new IllegalStateException("implementations [" + types
                        + "] of codestare.nursery.NurseryProvider compete; leave one on the path");
            }
            return made(found.get(0));
        }

        private static NurseryProvider made(ServiceLoader.Provider<NurseryProvider> found) {
            try {
                return found.get();
            } catch (ServiceConfigurationError e) {
                if (e.getCause() instanceof RuntimeException refusal) {
                    // a bad setting, in words for who set it
                    throw refusal;
                }
                throw e;
            }
        }

        // by name, since this package imports nothing but java.*
        private static boolean isOfBundle(@Nullable Class<?> type) {
            if (type == null) {
                return false;
            }
            for (Class<?> implemented : type.getInterfaces()) {
                if (implemented.getName().equals(BUNDLE_LOADER) || isOfBundle(implemented)) {
                    return true;
                }
            }
            return isOfBundle(type.getSuperclass());
        }
    }
}
