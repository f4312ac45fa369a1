/**
 * What tests of code with nurseries need: a nursery that must leave nothing, and a clock that moves.
 *
 * <p>{@link codestare.nursery.testing.NurseryExtension} is for JUnit in plain Java. Without JUnit, {@link
 * codestare.nursery.Nurseries#isolated} and a {@link codestare.nursery.testing.TestClock} do the same. In a container a test gets
 * its nursery as a service, like a bundle, and asks {@link codestare.nursery.testing.Quiescence} whether all is quiet.
 */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery.testing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
