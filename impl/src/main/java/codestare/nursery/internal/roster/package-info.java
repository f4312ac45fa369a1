/** Who is there, in the order of arrival, without a lock: tasks in their group, nurseries on their loop. */
@NullMarked
package codestare.nursery.internal.roster;

import org.jspecify.annotations.NullMarked;
