package codestare.nursery.internal.core;

import codestare.nursery.NurseryBody;
import codestare.nursery.internal.task.CurrentTask;
import codestare.nursery.internal.task.Interruptions;
import org.jspecify.annotations.Nullable;

/** Runs a body with a nursery of its own. */
final class NurseryCall {
    private NurseryCall() {}

    static <T extends @Nullable Object> T call(LoopNursery nursery, CurrentTask current, NurseryBody<T> body)
            throws Exception {
        BodyGuard guard = new BodyGuard(current);
        nursery.closer().guardBody(guard);
        if (nursery.stack().closing() != null) {
            // who began that close may have found no guard
            guard.wake();
        }
        T result;
        try {
            result = body.run(nursery);
        } catch (Throwable thrown) {
            nursery.closer().guardBody(null);
            boolean woken = guard.end();
            // a body that our interrupt ended did not fail by itself: the failure of a child did it
            boolean byChild = woken
                    && Interruptions.isOne(thrown)
                    && !nursery.stack().failures().isEmpty();
            nursery.closer().closeAfter(byChild ? null : thrown);
            if (byChild && !nursery.closer().isAllSuppressed()) {
                // somebody else was told of the failure, or the close is not over: this must not look like a result
                throw thrown;
            }
            return suppressed();
        }
        nursery.closer().guardBody(null);
        guard.end();
        nursery.closer().closeAfter(null);
        return result;
    }

    /** What a call returns whose body's exception was suppressed, as the contract says. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
    }) // T may be a type without null; there is nothing else to return
    private static <T extends @Nullable Object> T suppressed() {
        return null;
    }
}
