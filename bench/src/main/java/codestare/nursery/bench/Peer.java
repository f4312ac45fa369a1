package codestare.nursery.bench;

import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/** One way to run tasks that somebody waits for. */
public abstract class Peer implements AutoCloseable {
    /** The tasks of one owner; used by one thread, but for {@link #create}. */
    public interface Scope {
        void create(Work work);

        /** Waits until all tasks have ended, and gives everything back. */
        void join() throws Exception;

        /** Cancels all tasks, waits until they have ended, and gives everything back. */
        default void cancel() throws Exception {
            throw new UnsupportedOperationException();
        }
    }

    /** Begins a scope where the caller is. */
    public abstract Scope open(int expectedTasks) throws Exception;

    /** Runs something in a task of this peer, and waits for its end. */
    public abstract void inside(Callable<?> body) throws Exception;

    /** Runs tasks in one scope after the other. */
    public void rounds(boolean inside, int rounds, int tasks, IntFunction<Work> works) throws Exception {
        if (inside) {
            inside(() -> {
                rounds(rounds, tasks, works);
                return null;
            });
        } else {
            rounds(rounds, tasks, works);
        }
    }

    private void rounds(int rounds, int tasks, IntFunction<Work> works) throws Exception {
        for (int round = 0; round < rounds; round++) {
            Scope scope = open(tasks);
            for (int i = 0; i < tasks; i++) {
                scope.create(works.apply(i));
            }
            scope.join();
        }
    }

    /** A tree of tasks, ten below each but the lowest, in which each waits for those below; returns the sum of the leaves. */
    public abstract long skynet(long number, int leaves) throws Exception;

    /** One task that fails beside one that sleeps: returns when the owner has been told and all has ended. */
    public void failure() throws Exception {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /** Finds a peer by its name in the parameters of the benchmarks. */
    public static Peer named(String name) {
        return switch (name) {
            case "nursery" -> new NurseryPeer(false);
            case "nurseryFresh" -> new NurseryPeer(true);
            case "forkJoin" -> new ForkJoinPeer();
            case "cachedPool" -> new ExecutorPeer(java.util.concurrent.Executors::newCachedThreadPool);
            case "kotlin" -> new KotlinPeer();
            case "virtualThread" -> ofNewerJdk("VirtualThreadPeer");
            case "virtualExecutor" -> ofNewerJdk("VirtualExecutorPeer");
            case "scope" -> ofNewerJdk("TaskScopePeer");
            default -> throw new IllegalArgumentException("peer [" + name + "] is unknown");
        };
    }

    private static Peer ofNewerJdk(String type) {
        try {
            return (Peer) Class.forName(Peer.class.getPackageName() + "." + type)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("peer [" + type + "] needs JDK 25; build and run the benchmarks on it", e);
        }
    }
}
