/**
 * Tasks: what one is, how it begins, is cancelled and ends, who waits for whom, and the groups of tasks that end together.
 */
@NullMarked
package codestare.nursery.internal.task;

import org.jspecify.annotations.NullMarked;
