package codestare.nursery.internal.task;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/** Something that a task can wait for: a task, the children of a nursery, the close of one. */
public interface Awaited {
    /** Where those wait who wait for this. */
    WaitingRoom room();

    /** Tells what cannot be over before this is: this itself, and what it is a part of. */
    void forEachAround(Consumer<? super Awaited> action);

    /** Makes those look at their condition again who wait for this: a task that they wait for has begun to wait. */
    void lookAgain();

    /**
     * The tasks that wait, directly or through others, for one of these; a snapshot.
     *
     * <p>Searched from here, as those who wait are few: what a whole tree of nurseries waits for is much.
     */
    static Set<OwnedTask<?>> allThatWaitFor(Collection<? extends Awaited> goals) {
        if (goals.isEmpty()) {
            return Set.of();
        }
        Set<OwnedTask<?>> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Awaited> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Awaited> open = new ArrayDeque<>();
        goals.forEach(goal -> goal.forEachAround(open::add));
        while (!open.isEmpty()) {
            Awaited at = open.remove();
            if (seen.add(at)) {
                at.room().forEachTask(task -> {
                    if (found.add(task)) {
                        task.forEachAround(open::add);
                    }
                });
            }
        }
        return found;
    }
}
