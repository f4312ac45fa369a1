package codestare.nursery.internal.core;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The errors that nurseries and loops have thrown as they are: the same one must not be thrown so by two of them, since
 * try-with-resources refuses to suppress an object in itself.
 *
 * <p>Told apart by identity and held weakly: an error may be of a class of a bundle.
 */
final class ThrownErrors {
    // both guarded by this
    private final Set<Known> known = new HashSet<>();
    private final ReferenceQueue<Error> gone = new ReferenceQueue<>();

    /** Whether this error comes here for the first time. */
    synchronized boolean isFirst(Error error) {
        Reference<? extends Error> cleared;
        while ((cleared = gone.poll()) != null) {
            known.remove(cleared);
        }
        return known.add(new Known(error, gone));
    }

    private static final class Known extends WeakReference<Error> {
        private final int hash;

        Known(Error error, ReferenceQueue<Error> gone) {
            super(error, gone);
            this.hash = System.identityHashCode(error);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Error mine = get();
            return this == other || (mine != null && other instanceof Known known && known.get() == mine);
        }
    }
}
