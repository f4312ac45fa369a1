package codestare.nursery.internal.core;

import org.jspecify.annotations.Nullable;

/** The entries of an exit stack, one on top of the other; all but the count of changes is guarded by the lock of the stack. */
final class EntryChain {
    private @Nullable Entry bottom;
    private @Nullable Entry top;
    // how often an entry or a child came or went; written under the lock, volatile: read by those who join
    private volatile long changes;

    @Nullable
    Entry bottom() {
        return bottom;
    }

    @Nullable
    Entry top() {
        return top;
    }

    boolean hasSeveral() {
        return top != bottom;
    }

    void put(Entry entry) {
        changed();
        entry.below = top;
        if (top == null) {
            bottom = entry;
        } else {
            top.above = entry;
        }
        top = entry;
        entry.listed = true;
    }

    void unlink(Entry entry) {
        changed();
        Entry under = entry.below;
        Entry over = entry.above;
        if (under == null) {
            bottom = over;
        } else {
            under.above = over;
        }
        if (over == null) {
            top = under;
        } else {
            over.below = under;
        }
        entry.below = null;
        entry.above = null;
        entry.listed = false;
    }

    /** Something came or went. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void changed() {
        changes++;
    }

    long changes() {
        return changes;
    }
}
