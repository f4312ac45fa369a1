/** The service that operators' tools look through, in OSGi and in a plain process. */
@NullMarked
package codestare.nursery.internal.runtime;

import org.jspecify.annotations.NullMarked;
