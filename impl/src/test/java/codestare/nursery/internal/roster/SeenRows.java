package codestare.nursery.internal.roster;

import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;

/** The rows where guests have sat, for as long as anything else holds them. */
final class SeenRows {
    private final Set<WeakReference<Row>> rows = new HashSet<>();
    private WeakReference<Row> last = new WeakReference<>(null);

    /** Guests come one after the other. */
    void note(Row row) {
        if (last.get() != row) {
            last = new WeakReference<>(row);
            rows.add(last);
        }
    }

    /** Comes back when fewer are held. */
    void awaitFewerThan(int count) {
        while (rows.size() >= count) {
            System.gc();
            rows.removeIf(row -> row.get() == null);
        }
    }
}
