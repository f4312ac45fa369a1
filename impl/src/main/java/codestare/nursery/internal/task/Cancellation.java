package codestare.nursery.internal.task;

import java.io.IOException;

/** A request that a task end: the first one stays. */
final class Cancellation {
    static final String NO_REASON = "cancelled";

    private final String reason;
    // written by who runs the onCancel actions; volatile: read by the worker when the body has ended
    private volatile boolean unblocked;

    Cancellation(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    void unblocked() {
        unblocked = true;
    }

    /** Tells whether a body that throws this has ended because of this request. */
    boolean explains(Throwable thrown) {
        return Interruptions.isOne(thrown) || (unblocked && thrown instanceof IOException);
    }
}
