/**
 * The core: loops, nurseries, the exit stack, closing, shutting down, and the registry with a part for each tenant.
 *
 * <p>Knows neither OSGi nor signals. {@link codestare.nursery.internal.core.NurseryEngine} is what the edges build; a {@link
 * codestare.nursery.internal.core.Tenant} is one user of it, a bundle or a plain process.
 */
@NullMarked
package codestare.nursery.internal.core;

import org.jspecify.annotations.NullMarked;
