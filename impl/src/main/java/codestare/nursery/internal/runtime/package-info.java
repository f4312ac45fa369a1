/** The operator's view, read from the engine and from the signal hooks. */
@NullMarked
package codestare.nursery.internal.runtime;

import org.jspecify.annotations.NullMarked;
