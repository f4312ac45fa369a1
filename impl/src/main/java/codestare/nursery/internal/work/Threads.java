package codestare.nursery.internal.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A set of threads that mostly stays empty, and then costs one object. */
public final class Threads {
    private static final VarHandle MEMBERS;

    static {
        try {
            MEMBERS = MethodHandles.lookup().findVarHandle(Threads.class, "members", Set.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // made by the first who adds, and kept
    private volatile @Nullable Set<Thread> members;

    public void add(Thread thread) {
        Set<Thread> present = members;
        if (present == null) {
            MEMBERS.compareAndSet(this, null, ConcurrentHashMap.newKeySet());
            present = members;
        }
        if (present != null) {
            present.add(thread);
        }
    }

    public void remove(Thread thread) {
        Set<Thread> present = members;
        if (present != null) {
            present.remove(thread);
        }
    }

    public boolean contains(Thread thread) {
        Set<Thread> present = members;
        return present != null && present.contains(thread);
    }

    void forEach(Consumer<Thread> action) {
        Set<Thread> present = members;
        if (present != null && !present.isEmpty()) {
            present.forEach(action);
        }
    }
}
