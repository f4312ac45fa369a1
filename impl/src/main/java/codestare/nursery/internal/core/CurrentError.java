package codestare.nursery.internal.core;

import codestare.nursery.ExcInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The error that travels down an exit stack: exit callbacks see it, replace it or suppress it, and failures of children join
 * it on the way.
 *
 * <p>An {@link Error} is never masked by an ordinary exception. Used by one thread at a time, the one that unwinds.
 */
final class CurrentError {
    private final boolean bodyFailed;
    private @Nullable Throwable current;
    // failures that came beside the current one; told with it
    private final List<Throwable> others = new ArrayList<>();

    /** @param body what the body of {@code call} threw, or null */
    CurrentError(@Nullable Throwable body) {
        this.current = body;
        this.bodyFailed = body != null;
    }

    ExcInfo info() {
        return current == null ? ExcInfo.NONE : ExcInfo.of(current);
    }

    /** Children failed. */
    void join(List<Throwable> failures) {
        for (Throwable failure : failures) {
            if (current == null) {
                current = failure;
            } else if (!FailureLog.tells(current, failure)) {
                joinAnother(current, failure);
            }
        }
    }

    private void joinAnother(Throwable before, Throwable failure) {
        if (failure instanceof Error && !(before instanceof Error)) {
            others.add(before);
            current = failure;
        } else {
            others.add(failure);
        }
    }

    /** An exit callback threw. */
    void replace(Throwable thrown) {
        Throwable before = current;
        if (before == null || before == thrown) {
            current = thrown;
        } else if (before instanceof Error && !(thrown instanceof Error)) {
            FailureLog.suppress(before, thrown);
        } else {
            FailureLog.suppress(thrown, before);
            current = thrown;
        }
    }

    /** An exit callback suppressed the error. */
    void suppress() {
        current = null;
        others.clear();
    }

    /** Forgets what was thrown already, but not what the body threw. */
    void forget(Predicate<? super Throwable> told) {
        others.removeIf(told);
        if (!bodyFailed && current != null && told.test(current)) {
            current = null;
        }
    }

    /** The error and what came beside it, the error first. */
    List<Throwable> all() {
        List<Throwable> all = new ArrayList<>();
        if (current != null) {
            all.add(current);
        }
        all.addAll(others);
        return all;
    }

    /** What {@code call} throws as it is because its body failed, with the rest suppressed in it; null if it did not. */
    @Nullable
    Throwable ofBody() {
        Throwable thrown = current;
        if (!bodyFailed || thrown == null) {
            return null;
        }
        others.forEach(other -> FailureLog.suppress(thrown, other));
        return thrown;
    }
}
