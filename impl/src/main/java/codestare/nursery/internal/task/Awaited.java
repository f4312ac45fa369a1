package codestare.nursery.internal.task;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/** Something that a task can wait for: a task, the children of a nursery, the close of one. */
public interface Awaited {
    /** The tasks that must end, or go on, before the wait is over; a snapshot. */
    Collection<? extends OwnedTask<?>> blockers();

    /** Makes those look at their condition again who wait for this: a task that they wait for has begun to wait. */
    void lookAgain();

    /** Tells whether a task waits, directly or through others, for something that fits. */
    static boolean waits(OwnedTask<?> task, Predicate<? super Awaited> goal) {
        if (task.awaits() == null) {
            return false;
        }
        Set<Awaited> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Awaited> open = new ArrayDeque<>();
        open.add(task);
        while (!open.isEmpty()) {
            Awaited at = open.remove();
            if (at != task && goal.test(at)) {
                return true;
            }
            if (at instanceof OwnedTask) {
                Awaited next = ((OwnedTask<?>) at).awaits();
                if (next != null && seen.add(next)) {
                    open.add(next);
                }
            } else {
                at.blockers().stream().filter(seen::add).forEach(open::add);
            }
        }
        return false;
    }
}
