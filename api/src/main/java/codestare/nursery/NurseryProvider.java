package codestare.nursery;

import codestare.nursery.runtime.NurseryRuntime;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The implementation of this package as {@link java.util.ServiceLoader} finds it; {@link Nurseries} does the looking up.
 *
 * @since 1.0
 */
@ProviderType
public interface NurseryProvider {
    /**
     * Returns the factory of nurseries.
     *
     * @return always the same object
     * @since 1.0
     */
    TaskNurseryFactory factory();

    /**
     * Returns the registry.
     *
     * @return always the same object
     * @since 1.0
     */
    LoopRegistry loops();

    /**
     * Returns the shutdown service.
     *
     * @return always the same object
     * @since 1.0
     */
    ShutdownService shutdownService();

    /**
     * Returns the operator's view.
     *
     * @return always the same object
     * @since 1.0
     */
    NurseryRuntime runtime();

    /**
     * Makes nurseries that share nothing with these, as {@link Nurseries#isolated} says.
     *
     * @return a new object for each call
     * @since 1.0
     */
    IsolatedNurseries isolated();

    /**
     * Reads the settings of the process anew, as {@link Nurseries#readSettings} says.
     *
     * @throws IllegalArgumentException if one has a bad value
     * @since 1.0
     */
    void readSettings();
}
