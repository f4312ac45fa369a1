package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.lang.invoke.MethodHandleProxies;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * One signal of the process, from {@link #take} to {@link #release}.
 *
 * <p>A previous handler may be a proxy that does its work on <i>any</i> call, {@code toString} and {@code equals} too. So it
 * is only ever compared by identity, asked for its class, and told to {@code handle}.
 */
final class TakenSignal implements Hold, SignalHandler {
    private final Signal signal;
    private final HupPolicy hup;
    private final Supplier<ExitStatus> exitStatus;
    private final Escalation escalation;
    private final Trampoline trampoline = new Trampoline(this);

    /** Guarded by this; null until taken. */
    private @Nullable SignalHandler previous;

    /** Guarded by this; whether a delivery is for us to act on. */
    private boolean ours;

    /**
     * Throws {@link IllegalArgumentException} if the system does not know the name.
     *
     * @param hup holds for HUP only
     */
    TakenSignal(String name, HupPolicy hup, Supplier<ExitStatus> exitStatus, Escalation escalation) {
        this.signal = new Signal(name);
        this.hup = name.equals("HUP") ? hup : HupPolicy.SHUTDOWN;
        this.exitStatus = exitStatus;
        this.escalation = escalation;
    }

    /**
     * Puts our handler in place, or puts back what was there if the signal is not for us. Throws {@link
     * IllegalArgumentException} if the JVM refuses.
     */
    synchronized SignalStatus take() {
        if (hup == HupPolicy.LEAVE) {
            return new SignalStatus(name(), SignalState.LEFT, null);
        }
        SignalHandler found = putOnTop();
        SignalState state = stateAfter(found);
        ours = found != SignalHandler.SIG_IGN && state != SignalState.LEFT;
        if (!ours) {
            putBack(found);
        }
        return status(state, found);
    }

    /**
     * Takes the signal in the place of an older holder, if somebody has put a handler over that one's; the older then only
     * hands on what reaches it.
     *
     * @param giveUp whether the one above is to stay
     * @return null if nobody is above, and then all is as before
     */
    synchronized @Nullable SignalStatus takeFrom(TakenSignal older, boolean giveUp) {
        SignalHandler found = putOnTop();
        // another copy of us has ours below it and hands on
        boolean above = found != older.trampoline.handler() && !MethodHandleProxies.isWrapperInstance(found);
        SignalState state = giveUp ? SignalState.REPLACED : stateAfter(found);
        ours = above && !giveUp && found != SignalHandler.SIG_IGN && state != SignalState.LEFT;
        if (!ours) {
            putBack(found);
        }
        if (above && !giveUp) {
            older.fallAsleep();
        }
        return above ? status(state, found) : null;
    }

    private SignalHandler putOnTop() {
        SignalHandler found = Signal.handle(signal, trampoline.handler());
        // No handler at all means that deliveries were dropped.
        SignalHandler below = found == null ? SignalHandler.SIG_IGN : found;
        previous = below;
        return below;
    }

    private SignalState stateAfter(SignalHandler found) {
        if (found == SignalHandler.SIG_IGN || hup == HupPolicy.IGNORE) {
            return SignalState.IGNORED;
        }
        // A trampoline, so another copy of us, dormant or not; it does not own HUP as a container does.
        if (MethodHandleProxies.isWrapperInstance(found)) {
            return SignalState.CHAINED;
        }
        if (!isForeign(found)) {
            return SignalState.INSTALLED;
        }
        return hup == HupPolicy.AUTO ? SignalState.LEFT : SignalState.CHAINED;
    }

    private SignalStatus status(SignalState state, SignalHandler other) {
        return new SignalStatus(
                name(), state, isForeign(other) ? other.getClass().getName() : null);
    }

    private static boolean isForeign(SignalHandler handler) {
        return handler.getClass().getClassLoader() != null;
    }

    synchronized boolean isOurs() {
        return ours;
    }

    /** Called by the JVM, or by a handler that was installed over ours. */
    @Override
    public void handle(Signal delivered) {
        SignalHandler next;
        synchronized (this) { // waits for a take or release that has not decided yet
            next = ours ? null : previous;
        }
        if (next == null) {
            if (hup != HupPolicy.IGNORE) {
                escalation.deliver(this);
            }
        } else if (next != SignalHandler.SIG_IGN) {
            callOrExit(next, ExitStatus.OF_THE_SIGNAL);
        }
    }

    @Override
    public String name() {
        return signal.getName();
    }

    @Override
    public int number() {
        return signal.getNumber();
    }

    @Override
    public void handOn() {
        SignalHandler next;
        synchronized (this) {
            next = previous;
        }
        if (next != null) {
            callOrExit(next, exitStatus.get());
        }
    }

    private void callOrExit(SignalHandler next, ExitStatus status) {
        Integer fixed = status.fixed();
        boolean jvms = !isForeign(next) && !MethodHandleProxies.isWrapperInstance(next);
        if (fixed != null && jvms) {
            Runtime.getRuntime().exit(fixed);
        } else if (next == SignalHandler.SIG_DFL) {
            // It can't be called; reinstalled and raised, it would kill the process without its shutdown hooks.
            Runtime.getRuntime().exit(JvmExit.statusOf(number()));
        } else {
            next.handle(signal);
        }
    }

    @Override
    public synchronized void release() {
        SignalHandler next = previous;
        if (ours && next != null) {
            ours = false;
            putBack(next);
        }
    }

    /** From now on hands on only; stays where it is in the chain. */
    private synchronized void fallAsleep() {
        ours = false;
        SignalHandler next = previous;
        if (next != null) {
            trampoline.leadTo(next);
        }
    }

    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // that of Signal.handle: nobody may come between the two calls
    private void putBack(SignalHandler next) {
        trampoline.leadTo(next);
        synchronized (Signal.class) {
            SignalHandler top = Signal.handle(signal, next);
            if (top != trampoline.handler() && top != null) {
                Signal.handle(signal, top);
            }
        }
    }
}
