/** One class for each pair of calls that race; a forbidden outcome breaks a promise, which the class names. */
@NullMarked
package codestare.nursery.stress;

import org.jspecify.annotations.NullMarked;
