/** What happens to nurseries, as events of the Event Admin service. */
@NullMarked
package codestare.nursery.eventadmin;

import org.jspecify.annotations.NullMarked;
