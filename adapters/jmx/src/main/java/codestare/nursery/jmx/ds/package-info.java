/** The edge to OSGi: beans that come and go with the bundle. */
@NullMarked
package codestare.nursery.jmx.ds;

import org.jspecify.annotations.NullMarked;
