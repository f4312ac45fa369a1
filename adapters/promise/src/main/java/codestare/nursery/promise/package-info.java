/** Tasks as OSGi promises, and promises as tasks; on the contract of the nursery alone. */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery.promise;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
