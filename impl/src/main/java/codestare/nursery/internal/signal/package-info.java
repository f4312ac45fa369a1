/** Takes the process's signals once, has the work drained, and hands each signal on to the handler that was there before. */
@NullMarked
package codestare.nursery.internal.signal;

import org.jspecify.annotations.NullMarked;
