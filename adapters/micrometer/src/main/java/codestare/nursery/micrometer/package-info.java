/**
 * Metrics of nurseries for Micrometer.
 *
 * <p>In a framework every {@code MeterRegistry} service is bound; elsewhere {@link
 * codestare.nursery.micrometer.NurseryMetrics} is bound to a registry.
 */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery.micrometer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
