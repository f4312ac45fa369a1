package codestare.nursery.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/**
 * The heap, as far as it is in use when nothing more can be collected.
 *
 * <p>Without the eden: what is in use there is mostly the buffers that threads allocate from, of some megabytes each.
 */
final class Heap {
    private Heap() {}

    static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, usedNow());
        }
        return used;
    }

    private static long usedNow() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getType() == MemoryType.HEAP && !pool.getName().contains("Eden"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
