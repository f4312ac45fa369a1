package codestare.nursery.bench;

import java.lang.management.ManagementFactory;

/** The heap, as far as it is in use when nothing more can be collected. */
final class Heap {
    private Heap() {}

    static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
