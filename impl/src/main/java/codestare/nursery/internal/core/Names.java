package codestare.nursery.internal.core;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The names of a tenant's open nurseries: each is held by one, and default names never repeat. */
final class Names {
    private final String prefix;
    private final AtomicLong counter;
    // guarded by this
    private final Map<String, LoopNursery> holders = new HashMap<>();

    /** @param counter outlives the tenant, so that a bundle that is started again repeats no name */
    Names(String prefix, AtomicLong counter) {
        this.prefix = prefix;
        this.counter = counter;
    }

    /** Takes a name; refuses an empty or a taken one. */
    synchronized void claim(String name, LoopNursery nursery) {
        requireWords(name, "nursery");
        requireFree(name);
        holders.put(name, nursery);
    }

    /** Refuses a taken name; null is none. */
    synchronized void requireFree(@Nullable String name) {
        LoopNursery holder = name == null ? null : holders.get(name);
        if (holder != null) {
            throw new IllegalArgumentException("name [" + name + "] is taken by " + holder.subject() + " of loop ["
                    + holder.loop().name() + "]; choose another or close that nursery");
        }
    }

    /** Takes a name if it is free; returns whether the nursery holds it now. */
    synchronized boolean tryClaim(@Nullable String name, LoopNursery nursery) {
        if (name == null || name.isBlank()) {
            return false;
        }
        LoopNursery holder = holders.putIfAbsent(name, nursery);
        return holder == null || holder == nursery;
    }

    /** Takes the next default name. */
    synchronized String claimDefault(LoopNursery nursery) {
        String name;
        do {
            name = prefix + "-" + counter.incrementAndGet();
        } while (holders.putIfAbsent(name, nursery) != null);
        return name;
    }

    synchronized void free(@Nullable String name, LoopNursery nursery) {
        holders.remove(name, nursery);
    }

    /** Refuses an empty name. */
    static String requireWords(String name, String of) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name [" + name + "] of a " + of + " is empty; give it one");
        }
        return name;
    }
}
