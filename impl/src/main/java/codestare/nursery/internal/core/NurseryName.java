package codestare.nursery.internal.core;

import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The name of one nursery: fixed, or what a supplier answers now. */
final class NurseryName {
    private static final GuardedLog LOG = GuardedLog.of(NurseryName.class);

    private final Names names;
    private final LoopNursery nursery;
    private final @Nullable Supplier<String> supplier;
    // the fixed name, or the default one that is held for when the supplier fails
    private final String held;
    // the supplier's last good answer; guarded by this, volatile for shown()
    private volatile @Nullable String answered;
    // guarded by this
    private boolean freed;

    /**
     * Takes the name.
     *
     * @throws IllegalArgumentException if a fixed name is empty or taken
     */
    NurseryName(Names names, LoopNursery nursery, @Nullable String fixed, @Nullable Supplier<String> supplier) {
        this.names = names;
        this.nursery = nursery;
        this.supplier = supplier;
        if (fixed == null) {
            held = names.claimDefault(nursery);
        } else {
            names.claim(fixed, nursery);
            held = fixed;
        }
    }

    /** The name now; asks the supplier. */
    String now() {
        if (supplier == null) {
            return held;
        }
        String answer = ask(supplier);
        synchronized (this) {
            String before = answered;
            if (freed) {
                return shown();
            }
            String after = names.tryClaim(answer, nursery) ? answer : null;
            if (before != null && !before.equals(after) && !before.equals(held)) {
                names.free(before, nursery);
            }
            answered = after;
            return after == null ? held : after;
        }
    }

    boolean isFixed() {
        return supplier == null;
    }

    /** The name before any supplier was asked. */
    String first() {
        return held;
    }

    /** The last known name; asks nobody. */
    String shown() {
        String last = answered;
        return last == null ? held : last;
    }

    /** Gives the name back; it is still shown. */
    synchronized void free() {
        freed = true;
        names.free(held, nursery);
        names.free(answered, nursery);
    }

    private @Nullable String ask(Supplier<String> asked) {
        try {
            return asked.get();
        } catch (Throwable e) {
            LOG.log(
                    Level.DEBUG,
                    "the name supplier of nursery [" + held + "] failed; the default name takes its place",
                    e);
            return null;
        }
    }
}
