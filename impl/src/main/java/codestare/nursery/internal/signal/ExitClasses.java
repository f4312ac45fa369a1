package codestare.nursery.internal.signal;

import codestare.nursery.internal.work.Deadline;
import java.util.List;

/** The classes whose first use is on the way out, when the content of our bundle may be closed already. */
final class ExitClasses {
    private ExitClasses() {}

    static void load() {
        for (Class<?> type : List.of(
                Deadline.class,
                Delivery.class,
                Delivery.Preparation.class,
                JvmExit.class,
                LateRelease.class,
                Patience.class,
                Words.class)) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
