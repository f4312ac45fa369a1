/**
 * Nurseries for JMX clients: {@link codestare.nursery.jmx.NurseriesMXBean} for the process and {@link
 * codestare.nursery.jmx.LoopMXBean} for each loop.
 *
 * <p>In a framework the beans come and go with the bundle; elsewhere {@link codestare.nursery.jmx.NurseryBeans} registers
 * them.
 */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery.jmx;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
