/**
 * A program without OSGi: hashes trees of files in parallel, as {@code sha256sum} would, and checks them.
 *
 * <p>Read {@link codestare.nursery.examples.hasher.Hashing} first: there the nurseries are. What feeds the lanes is a {@link
 * codestare.nursery.examples.hasher.Tree} or a {@link codestare.nursery.examples.hasher.CheckList}, and what comes of each
 * file goes to the {@link codestare.nursery.examples.hasher.Report}.
 */
@NullMarked
package codestare.nursery.examples.hasher;

import org.jspecify.annotations.NullMarked;
