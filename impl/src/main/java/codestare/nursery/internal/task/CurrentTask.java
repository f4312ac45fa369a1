package codestare.nursery.internal.task;

import codestare.nursery.internal.work.SparingClock;
import org.jspecify.annotations.Nullable;

/** Knows which task the calling thread runs; set on our own workers only, for the run alone. */
public final class CurrentTask {
    private final ThreadLocal<@Nullable Place> places = new ThreadLocal<>();

    public @Nullable OwnedTask<?> get() {
        Place place = places.get();
        return place == null ? null : place.task;
    }

    /** The place of the calling thread, which notes there what it runs. */
    Place place() {
        Place present = places.get();
        if (present != null) {
            return present;
        }
        Place made = new Place();
        places.set(made);
        return made;
    }

    /** Takes the place away from a thread that is not ours, unless a task runs on it. */
    void leaveThread() {
        if (get() == null) {
            places.remove();
        }
    }

    /** Where a thread notes what it runs, and reads the time; one object, as each blocked task keeps one. */
    static final class Place extends SparingClock {
        // used by the one thread
        @Nullable
        OwnedTask<?> task;
    }
}
