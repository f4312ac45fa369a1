/** Runs the relay as a program: a Felix framework around the bundles that are in the jar. No part of the bundle. */
@NullMarked
package codestare.nursery.examples.relay.launch;

import org.jspecify.annotations.NullMarked;
