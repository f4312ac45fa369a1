package codestare.nursery.internal.task;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Actions that wait for an event, in the order of their arrival; once it has come, nothing is added any more.
 *
 * <p>Lock-free; a list without actions costs one object.
 */
final class Actions<A> {
    private static final Logger LOG = System.getLogger(Actions.class.getPackageName());
    private static final Node<?> CLOSED = new Node<>(null, null);

    // newest first; CLOSED once the event has come
    private final AtomicReference<@Nullable Node<A>> newest = new AtomicReference<>();

    /** Adds an action; returns false if the event has come. */
    boolean add(A action) {
        Node<A> node = new Node<>(action, null);
        do {
            node.older = newest.get();
            if (node.older == CLOSED) {
                return false;
            }
        } while (!newest.compareAndSet(node.older, node));
        return true;
    }

    /** Takes note of the event and runs what waits for it; does nothing the second time. */
    void runAll(ThrowingConsumer<? super A> runner, String what) {
        for (A action : close()) {
            run(() -> runner.accept(action), what);
        }
    }

    boolean isEmpty() {
        Node<A> node = newest.get();
        return node == null || node == CLOSED;
    }

    /** Takes note of the event and returns what waits for it, oldest first. */
    @SuppressWarnings("unchecked") // CLOSED has no action of any type
    Deque<A> close() {
        Deque<A> actions = new ArrayDeque<>();
        Node<A> node = newest.getAndSet((Node<A>) CLOSED);
        while (node != null && node.action != null) {
            actions.addFirst(node.action);
            node = node.older;
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

    /** A consumer that may throw. */
    @FunctionalInterface
    interface ThrowingConsumer<A> {
        void accept(A action) throws Exception;
    }

    private static final class Node<A> {
        final @Nullable A action;
        // written before the node is published
        @Nullable
        Node<A> older;

        Node(@Nullable A action, @Nullable Node<A> older) {
            this.action = action;
            this.older = older;
        }
    }
}
