package codestare.nursery.internal.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names of a tenant's open nurseries: each is held by one, and default names never repeat.
 *
 * <p>Default names are numbers until somebody asks: they differ from each other by themselves. Only where somebody chose a name
 * that looks like one of them must they be told apart from that.
 */
final class Names {
    private final String prefix;
    private final AtomicLong counter;
    private final Supplier<List<LoopNursery>> open;
    // the chosen names; guarded by this
    private final Map<String, LoopNursery> holders = new HashMap<>();
    // whether a name was ever chosen that looks like a default one; written under this, volatile: read by each opening
    private volatile boolean lookalikes;

    /**
     * @param counter outlives the tenant, so that a bundle that is started again repeats no name
     * @param open tells which nurseries are open
     */
    Names(String prefix, AtomicLong counter, Supplier<List<LoopNursery>> open) {
        this.prefix = prefix + "-";
        this.counter = counter;
        this.open = open;
    }

    /** Takes a name; refuses an empty or a taken one. */
    void claim(String name, LoopNursery nursery) {
        requireWords(name, "nursery");
        LoopNursery holder = put(name, nursery);
        if (holder != null) {
            throw taken(name, holder);
        }
    }

    /** Refuses a taken name; null is none. */
    void requireFree(@Nullable String name) {
        LoopNursery holder = name == null ? null : holderOf(name);
        if (holder != null) {
            throw taken(name, holder);
        }
    }

    private static IllegalArgumentException taken(@Nullable String name, LoopNursery holder) {
        return new IllegalArgumentException("name [" + name + "] is taken by " + holder.subject() + " of loop ["
                + holder.loop().name() + "]; choose another or close that nursery");
    }

    /** Takes a name if it is free; returns whether the nursery holds it now. */
    boolean tryClaim(@Nullable String name, LoopNursery nursery) {
        return name != null && !name.isBlank() && put(name, nursery) == null;
    }

    /** Returns null if the nursery holds the name now, else who holds it. */
    private @Nullable LoopNursery put(String name, LoopNursery nursery) {
        synchronized (this) {
            lookalikes |= looksLikeDefault(name);
            LoopNursery holder = holders.putIfAbsent(name, nursery);
            if (holder != null) {
                return holder == nursery ? null : holder;
            }
        }
        // after it is in the map: who opens by default looks there once it is seen here
        LoopNursery holder = holderByDefault(name);
        if (holder == null || holder == nursery) {
            return null;
        }
        free(name, nursery);
        return holder;
    }

    private @Nullable LoopNursery holderOf(String name) {
        synchronized (this) {
            LoopNursery holder = holders.get(name);
            if (holder != null) {
                return holder;
            }
        }
        return holderByDefault(name);
    }

    private @Nullable LoopNursery holderByDefault(String name) {
        if (!looksLikeDefault(name)) {
            return null;
        }
        return open.get().stream()
                .filter(nursery -> nursery.holdsByDefault(name))
                .findFirst()
                .orElse(null);
    }

    private boolean looksLikeDefault(String name) {
        return name.startsWith(prefix);
    }

    // ---- default names

    /** Takes the next default name. */
    long claimDefault() {
        long number;
        do {
            number = counter.incrementAndGet();
        } while (isTakenByChoice(number));
        return number;
    }

    /** Whether somebody chose the very name that this number makes. */
    boolean isTakenByChoice(long number) {
        if (!lookalikes) {
            return false;
        }
        synchronized (this) {
            return holders.containsKey(defaultName(number));
        }
    }

    String defaultName(long number) {
        return prefix + number;
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
