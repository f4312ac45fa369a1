package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place of one signal among the hooks, whoever acts on that signal now.
 *
 * <p>Somebody may put a handler over ours, as a container does that starts after us. Then the signal is taken once more, above
 * that handler; the next time it is left to the one above, so that two who insist do not wrestle for ever. HUP is left to its
 * owner for as long as that one is there.
 *
 * <p>Called under the lock of the {@link SignalHooks}, or by who has taken it away from them.
 */
final class Seat {
    private final String name;
    private final HupPolicy hup;
    private final Supplier<ExitStatus> exitStatus;
    private final Escalation escalation;
    private SignalStatus status;
    private @Nullable TakenSignal holder;
    private boolean takenAgain;

    /** Takes the signal, or what there is to be taken of it. */
    Seat(String name, HupPolicy hup, Supplier<ExitStatus> exitStatus, Escalation escalation) {
        this.name = name;
        this.hup = hup;
        this.exitStatus = exitStatus;
        this.escalation = escalation;
        this.status = take();
    }

    private SignalStatus take() {
        if (!SignalHooks.available()) {
            return without(Dispositions.ofThisProcess().stateOf(name));
        }
        try {
            TakenSignal taken = newHolder();
            SignalStatus taking = taken.take();
            holder = taken.isOurs() ? taken : null;
            return taking;
        } catch (IllegalArgumentException unknownOrKept) {
            return without(SignalState.REFUSED);
        } catch (IllegalStateException | LinkageError unusable) {
            Words.say(Level.WARNING, "signal [" + name + "] cannot be taken", unusable);
            return without(SignalState.ABSENT);
        }
    }

    private TakenSignal newHolder() {
        return new TakenSignal(name, hup, exitStatus, escalation);
    }

    private SignalStatus without(SignalState state) {
        return new SignalStatus(name, state, null);
    }

    SignalStatus status() {
        return status;
    }

    /** The policy that holds for this signal. */
    HupPolicy hup() {
        return hup;
    }

    /**
     * Looks whether another handler stands above ours, or no longer where it was left to stand, and does something about it;
     * returns whether anything has changed.
     */
    boolean check() {
        TakenSignal present = holder;
        if (present == null) {
            return status.state() == SignalState.LEFT && hup == HupPolicy.AUTO && takeIfOwnerHasGone();
        }
        if (status.state() == SignalState.REPLACED) {
            return false;
        }
        TakenSignal next = newHolder();
        SignalStatus taking = next.takeFrom(present, takenAgain);
        if (taking == null) {
            return false;
        }
        status = taking;
        if (takenAgain) {
            Words.say(
                    Level.WARNING,
                    "signal [" + name + "] was taken from us again, by a handler of class [" + taking.otherHandler()
                            + "], and is left to it; all work ends if that one hands on to ours",
                    null);
        } else {
            holder = next.isOurs() ? next : null;
            takenAgain = true;
        }
        return true;
    }

    private boolean takeIfOwnerHasGone() {
        SignalStatus before = status;
        status = take();
        // not by equals: Java 17 holds the class of the record whose equals came last
        return status.state() != before.state() || !Objects.equals(status.otherHandler(), before.otherHandler());
    }

    boolean isOurs() {
        return holder != null;
    }

    /** Gives the signal back. */
    void release() {
        TakenSignal present = holder;
        if (present != null) {
            try {
                present.release();
            } catch (RuntimeException | LinkageError thrown) {
                Words.say(Level.ERROR, "signal [" + name + "] cannot be given back", thrown);
            }
        }
    }
}
