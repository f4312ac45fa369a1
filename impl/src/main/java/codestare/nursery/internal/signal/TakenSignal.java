package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.lang.invoke.MethodHandleProxies;
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
    private final Escalation escalation;
    private final Trampoline trampoline = new Trampoline(this);

    /** Guarded by this; null until taken. */
    private @Nullable SignalHandler previous;

    /** Guarded by this; whether a delivery is for us to act on. */
    private boolean ours;

    /** Throws {@link IllegalArgumentException} if the system does not know the name. */
    TakenSignal(String name, Escalation escalation) {
        this.signal = new Signal(name);
        this.escalation = escalation;
    }

    /**
     * Puts our handler in place, or puts back what was there if the signal is not for us. Throws {@link
     * IllegalArgumentException} if the JVM refuses.
     */
    synchronized SignalStatus take() {
        SignalHandler found = Signal.handle(signal, trampoline.handler());
        // No handler at all means that deliveries were dropped.
        previous = found == null ? SignalHandler.SIG_IGN : found;
        SignalState state = stateAfter(previous);
        ours = state == SignalState.INSTALLED || state == SignalState.CHAINED;
        if (!ours) {
            putBack(previous);
        }
        return new SignalStatus(
                name(), state, isForeign(previous) ? previous.getClass().getName() : null);
    }

    synchronized boolean isOurs() {
        return ours;
    }

    private static boolean isForeign(SignalHandler handler) {
        return handler.getClass().getClassLoader() != null;
    }

    private SignalState stateAfter(SignalHandler found) {
        if (found == SignalHandler.SIG_IGN) {
            return SignalState.IGNORED;
        }
        // A trampoline, so another copy of us, dormant or not; it does not own HUP as a container does.
        if (MethodHandleProxies.isWrapperInstance(found)) {
            return SignalState.CHAINED;
        }
        if (!isForeign(found)) {
            return SignalState.INSTALLED;
        }
        return name().equals("HUP") ? SignalState.LEFT : SignalState.CHAINED;
    }

    /** Called by the JVM, or by a handler that was installed over ours. */
    @Override
    public void handle(Signal delivered) {
        SignalHandler next;
        synchronized (this) { // waits for a take or release that has not decided yet
            next = ours ? null : previous;
        }
        if (next == null) {
            escalation.deliver(this);
        } else if (next != SignalHandler.SIG_IGN) {
            callOrExit(next);
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
            callOrExit(next);
        }
    }

    private void callOrExit(SignalHandler next) {
        if (next == SignalHandler.SIG_DFL) {
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
