/** The health of nurseries as a Felix Health Check. */
@NullMarked
package codestare.nursery.healthcheck;

import org.jspecify.annotations.NullMarked;
