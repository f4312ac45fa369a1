/**
 * What an operator sees of the nurseries of a process, and may ask for: values only, which hold no task, no bundle and no
 * class loader.
 *
 * <p>{@link codestare.nursery.runtime.NurseryRuntime} is an OSGi service; elsewhere {@link codestare.nursery.Nurseries}
 * gives it. Unlike the views of package {@code codestare.nursery}, which show each bundle its own part, this one shows all.
 *
 * <p>Every method may be called from any thread. Interfaces marked {@link org.osgi.annotation.versioning.ProviderType} are
 * implemented by the provider of this package only; consumers import {@code [1.0,2)}.
 */
@Export
@Version("1.0.0")
@NullMarked
package codestare.nursery.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
