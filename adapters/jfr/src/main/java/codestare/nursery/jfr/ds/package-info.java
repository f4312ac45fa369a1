/** The edge to OSGi: the recorder as services. */
@NullMarked
package codestare.nursery.jfr.ds;

import org.jspecify.annotations.NullMarked;
