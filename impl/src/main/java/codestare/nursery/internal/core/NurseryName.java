package codestare.nursery.internal.core;

import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The name of one nursery: fixed, or what a supplier answers now. */
final class NurseryName {
    private static final GuardedLog LOG = GuardedLog.of(NurseryName.class);

    private static final VarHandle NUMBER;

    static {
        try {
            NUMBER = MethodHandles.lookup().findVarHandle(NurseryName.class, "number", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Names names;
    private final LoopNursery nursery;
    private final @Nullable Supplier<String> supplier;
    // the number of the default name, 0 where one was chosen; changed by confirm only
    private volatile long number;
    // the chosen name, or the default one once somebody has asked; who asks writes the same as anybody else would
    private volatile @Nullable Held held;
    // the supplier's last good answer; guarded by this, volatile for shown()
    private volatile @Nullable String answered;
    // guarded by this
    private boolean freed;

    /** Takes a default name, unless there is a fixed one. */
    NurseryName(Names names, LoopNursery nursery, @Nullable String fixed, @Nullable Supplier<String> supplier) {
        this.names = names;
        this.nursery = nursery;
        this.supplier = supplier;
        if (fixed == null) {
            // nobody has seen this yet: without a fence
            NUMBER.set(this, names.claimDefault());
        } else {
            held = new Held(0, fixed);
        }
    }

    /**
     * Takes the chosen name, if there is one.
     *
     * @throws IllegalArgumentException if it is empty or taken
     */
    void claim() {
        if (number == 0) {
            names.claim(first(), nursery);
        }
    }

    /** Takes another default name where somebody chose the same meanwhile; called once the nursery is seen. */
    void confirm() {
        while (number != 0 && names.isTakenByChoice(number)) {
            number = names.claimDefault();
        }
    }

    boolean isDefault(String name) {
        return number != 0 && names.defaultName(number).equals(name);
    }

    /** The name now; asks the supplier. */
    String now() {
        if (supplier == null) {
            return first();
        }
        String answer = ask(supplier);
        synchronized (this) {
            String before = answered;
            if (freed) {
                return shown();
            }
            String after = first().equals(answer) || names.tryClaim(answer, nursery) ? answer : null;
            if (before != null && !before.equals(after) && !before.equals(first())) {
                names.free(before, nursery);
            }
            answered = after;
            return after == null ? first() : after;
        }
    }

    boolean isFixed() {
        return supplier == null;
    }

    /** The name before any supplier was asked. */
    String first() {
        long now = number;
        Held present = held;
        if (present == null || present.number() != now) {
            present = new Held(now, names.defaultName(now));
            held = present;
        }
        return present.name();
    }

    /** The last known name; asks nobody. */
    String shown() {
        String last = answered;
        return last == null ? first() : last;
    }

    /** Gives the name back; it is still shown. */
    void free() {
        if (supplier == null) {
            freeChosen();
            return;
        }
        synchronized (this) {
            freed = true;
            freeChosen();
            names.free(answered, nursery);
        }
    }

    private void freeChosen() {
        if (number == 0) {
            names.free(first(), nursery);
        }
    }

    /** A name, and the number that it was made of. */
    private record Held(long number, String name) {}

    private @Nullable String ask(Supplier<String> asked) {
        try {
            return asked.get();
        } catch (Throwable e) {
            LOG.log(
                    Level.DEBUG,
                    "the name supplier of nursery [" + first() + "] failed; the default name takes its place",
                    e);
            return null;
        }
    }
}
