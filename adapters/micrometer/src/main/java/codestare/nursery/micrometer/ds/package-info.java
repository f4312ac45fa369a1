/** The edge to OSGi: each registry that is a service is bound. */
@NullMarked
package codestare.nursery.micrometer.ds;

import org.jspecify.annotations.NullMarked;
