/** The edge to OSGi: a component that registers the services, with a tenant for each using bundle. */
@NullMarked
package codestare.nursery.internal.ds;

import org.jspecify.annotations.NullMarked;
