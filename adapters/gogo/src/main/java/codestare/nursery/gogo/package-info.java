/** Commands of the scope {@code nursery} for every shell that runs Gogo: Felix's, Equinox's and Karaf's. */
@NullMarked
package codestare.nursery.gogo;

import org.jspecify.annotations.NullMarked;
