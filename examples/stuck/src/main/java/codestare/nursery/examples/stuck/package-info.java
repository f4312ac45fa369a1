/** A bundle that does not stop as it should, to practise on: docs/operations.md finds out why, and ends it. */
@NullMarked
package codestare.nursery.examples.stuck;

import org.jspecify.annotations.NullMarked;
