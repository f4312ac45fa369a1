/** What operators are told: counts, the last failures, shutdowns under way, and those who listen or measure. */
@NullMarked
package codestare.nursery.internal.watch;

import org.jspecify.annotations.NullMarked;
