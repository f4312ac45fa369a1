package codestare.nursery.internal.core;

import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.GroupTask;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Interrupts the thread in the body of {@code call} once, and never after the body has ended or was told in another way.
 *
 * <pre>
 * ARMED ──wake──▶ SENDING ──▶ SENT
 *   └────end────▶ OFF ◀──end──┘
 * </pre>
 */
final class BodyGuard {
    private enum State {
        ARMED,
        SENDING,
        SENT,
        OFF
    }

    private final Thread thread = Thread.currentThread();
    private final CurrentTask current;
    private final AtomicReference<State> state = new AtomicReference<>(State.ARMED);

    BodyGuard(CurrentTask current) {
        this.current = current;
    }

    Thread thread() {
        return thread;
    }

    /** A child failed, or somebody else closes. */
    void wake() {
        if (state.compareAndSet(State.ARMED, State.SENDING)) {
            thread.interrupt();
            state.set(State.SENT);
        }
    }

    /** The body has ended, or needs no interrupt any more; takes it back. Returns whether it was sent; false the second time. */
    boolean end() {
        if (state.compareAndSet(State.ARMED, State.OFF) || state.get() == State.OFF) {
            return false;
        }
        while (state.get() == State.SENDING) {
            Thread.onSpinWait();
        }
        state.set(State.OFF);
        Thread.interrupted();
        if (current.get() instanceof GroupTask<?> task && task.isCancelRequested()) {
            // the body ran inside a task that was cancelled meanwhile: that interrupt is not ours to take
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
