package codestare.nursery.internal.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A set for any thread that mostly stays empty, and then costs one object. */
public final class LazySet<E> {
    private static final VarHandle MEMBERS;

    static {
        try {
            MEMBERS = MethodHandles.lookup().findVarHandle(LazySet.class, "members", Set.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // made by the first who adds, and kept
    private volatile @Nullable Set<E> members;

    public void add(E member) {
        Set<E> present = members;
        if (present == null) {
            MEMBERS.compareAndSet(this, null, ConcurrentHashMap.newKeySet());
            present = members;
        }
        if (present != null) {
            present.add(member);
        }
    }

    public void remove(E member) {
        Set<E> present = members;
        if (present != null) {
            present.remove(member);
        }
    }

    public boolean contains(E member) {
        Set<E> present = members;
        return present != null && present.contains(member);
    }

    public void forEach(Consumer<? super E> action) {
        Set<E> present = members;
        if (present != null && !present.isEmpty()) {
            present.forEach(action);
        }
    }
}
