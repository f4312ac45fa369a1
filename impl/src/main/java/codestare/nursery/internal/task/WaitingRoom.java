package codestare.nursery.internal.task;

import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.LazySet;
import java.util.function.Consumer;

/** Where threads wait for one thing; knows which of our tasks do. */
public final class WaitingRoom {
    private final Bell bell = new Bell();
    private final LazySet<OwnedTask<?>> tasks = new LazySet<>();

    public Bell bell() {
        return bell;
    }

    void enter(OwnedTask<?> task) {
        tasks.add(task);
    }

    void leave(OwnedTask<?> task) {
        tasks.remove(task);
    }

    void forEachTask(Consumer<? super OwnedTask<?>> action) {
        tasks.forEach(action);
    }
}
