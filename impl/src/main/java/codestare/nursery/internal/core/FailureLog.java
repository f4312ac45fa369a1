package codestare.nursery.internal.core;

import codestare.nursery.NurseryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The failures of a nursery or a loop, in the order of their coming, each once; knows which of them were thrown already. */
final class FailureLog {
    /** More than this many are counted only: a nursery may live for a million failures. */
    private static final int KEPT = 100;

    private final ThrownErrors thrownErrors;
    // all guarded by this
    // none until something fails
    private List<Throwable> failures = List.of();
    // none until something is thrown
    private Set<Throwable> told = Set.of();
    private int seen;
    // written under this; volatile: read by those who wait
    private volatile boolean any;
    private long dropped;

    /** @param thrownErrors shared by all logs whose throwers may meet in one program */
    FailureLog(ThrownErrors thrownErrors) {
        this.thrownErrors = thrownErrors;
    }

    synchronized void add(Throwable failure) {
        if (failures.stream().anyMatch(known -> known == failure)) {
            return;
        }
        if (failures.isEmpty()) {
            failures = new ArrayList<>();
        }
        if (failures.size() < KEPT) {
            failures.add(failure);
            any = true;
            return;
        }
        dropped++;
        if (failure instanceof Error && dropNewestException()) {
            failures.add(failure);
        }
    }

    /** Makes place for an error, which must win over any number of exceptions; returns false if there are errors only. */
    private boolean dropNewestException() {
        for (int at = failures.size() - 1; at >= 0; at--) {
            if (!(failures.get(at) instanceof Error)) {
                failures.remove(at);
                if (at < seen) {
                    seen--;
                }
                return true;
            }
        }
        return false;
    }

    /** How many have come, each once. */
    synchronized long count() {
        return failures.size() + dropped;
    }

    boolean isEmpty() {
        return !any;
    }

    /** The failures that came since the last call; thrown ones too, since exit callbacks must see them. */
    synchronized List<Throwable> unseen() {
        List<Throwable> fresh = List.copyOf(failures.subList(seen, failures.size()));
        seen = failures.size();
        return fresh;
    }

    /** Whether an exception was thrown to somebody already. */
    synchronized boolean isTold(Throwable failure) {
        return told.contains(failure);
    }

    /** Throws all failures, if there are any, whether thrown before or not, with another exception suppressed. */
    void throwAll(String subject, @Nullable Throwable other) {
        List<Throwable> all;
        synchronized (this) {
            all = new ArrayList<>(failures);
        }
        if (all.isEmpty()) {
            return;
        }
        if (other != null && !all.contains(other)) {
            all.add(other);
        }
        throwIt(toThrow(subject, all));
    }

    private synchronized String dropped() {
        return dropped == 0 ? "" : ", and " + dropped + " more that are not kept";
    }

    /**
     * Makes what a thrower throws, and takes note of it: an {@link Error} as it is if nobody has thrown it so before, else a new exception.
     *
     * @param subject names the nursery or loop, with its kind
     * @param thrown not empty
     */
    Throwable toThrow(String subject, List<Throwable> thrown) {
        synchronized (this) {
            if (told.isEmpty()) {
                told = Collections.newSetFromMap(new IdentityHashMap<>());
            }
            told.addAll(thrown);
        }
        Throwable first =
                thrown.stream().filter(Error.class::isInstance).findFirst().orElse(thrown.get(0));
        Throwable primary = first instanceof Error error && thrownErrors.isFirst(error)
                ? first
                : new NurseryException(
                        subject + " failed with " + first.getClass().getName() + dropped(), first);
        for (Throwable other : thrown) {
            if (other != first) {
                suppress(primary, other);
            }
        }
        return primary;
    }

    /** Suppresses an exception in another one, unless it is told by it already. */
    static void suppress(Throwable primary, Throwable other) {
        if (!tells(primary, other)) {
            primary.addSuppressed(other);
        }
    }

    /** Tells whether an exception is another one, or has it as a cause or suppressed in it. */
    static boolean tells(Throwable told, Throwable sought) {
        // a chain of causes may be circular
        int steps = 0;
        for (Throwable at = told; at != null && steps < 100; at = at.getCause(), steps++) {
            if (at == sought) {
                return true;
            }
            for (Throwable suppressed : at.getSuppressed()) {
                if (suppressed == sought) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Throws anything as it is, declared or not: a body in another language may throw what is neither exception nor error. */
    @SuppressWarnings("unchecked") // erased, so nothing is cast
    static <E extends Throwable> void throwIt(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
