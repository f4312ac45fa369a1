package codestare.nursery.internal.core;

import codestare.nursery.runtime.LoopSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left of a tenant's loops that a failure has stopped: a value for each name, of the last ones. */
final class FailedLoops {
    private static final int KEPT = 20;

    // by name; guarded by the tenant
    private final Map<String, LoopSnapshot> byName = new LinkedHashMap<>();

    void note(LoopSnapshot loop) {
        byName.remove(loop.name());
        byName.put(loop.name(), loop);
        if (byName.size() > KEPT) {
            byName.remove(byName.keySet().iterator().next());
        }
    }

    /** Another loop of this name has been made. */
    void forget(String name) {
        byName.remove(name);
    }

    List<LoopSnapshot> all() {
        return List.copyOf(byName.values());
    }
}
