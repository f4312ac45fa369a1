package codestare.nursery.internal.task;

import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Actions that wait for an event, in the order of their arrival; each is taken once.
 *
 * <p>Lock-free. Most tasks have none, so the list is made by the first who adds. Who adds looks afterwards whether the event
 * has come, and then takes what is there; who brings the event about looks for a list afterwards. So nothing is forgotten.
 */
final class Actions<A> {
    private static final GuardedLog LOG = GuardedLog.of(Actions.class);

    // newest first
    private final AtomicReference<@Nullable Node<A>> newest = new AtomicReference<>();

    /** The list in a field, which is made if need be. */
    @SuppressWarnings("unchecked") // the field holds lists of this type
    static <A> Actions<A> in(VarHandle field, Object holder, @Nullable Actions<A> present) {
        if (present != null) {
            return present;
        }
        Actions<A> made = new Actions<>();
        Actions<A> faster = (Actions<A>) field.compareAndExchange(holder, null, made);
        return faster == null ? made : faster;
    }

    void add(A action) {
        Node<A> node = new Node<>(action);
        do {
            node.older = newest.get();
        } while (!newest.compareAndSet(node.older, node));
    }

    /** Takes all that nobody else has taken, oldest first. */
    Deque<A> takeAll() {
        Deque<A> actions = new ArrayDeque<>();
        for (Node<A> node = newest.getAndSet(null); node != null; node = node.older) {
            actions.addFirst(node.action);
        }
        return actions;
    }

    /** Runs somebody else's code, whose errors are nobody's but the log's. */
    static void run(AutoCloseable action, String what) {
        try {
            action.close();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, what + " failed", e);
        }
    }

    private static final class Node<A> {
        final A action;
        // written before the node is published
        @Nullable
        Node<A> older;

        Node(A action) {
            this.action = action;
        }
    }
}
