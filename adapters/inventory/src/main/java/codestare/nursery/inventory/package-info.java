/** What nurseries there are, for the inventories of Apache Felix, which its web console shows. */
@NullMarked
package codestare.nursery.inventory;

import org.jspecify.annotations.NullMarked;
