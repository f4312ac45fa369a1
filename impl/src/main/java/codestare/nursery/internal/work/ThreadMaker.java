package codestare.nursery.internal.work;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Makes daemon threads that take nothing over from the thread which asks for them. */
public final class ThreadMaker {
    private static final @Nullable ThreadFactory VIRTUAL = virtualThreads();
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

    private final ThreadFactory threads;

    ThreadMaker(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Returns a maker of this kind of threads.
     *
     * @throws IllegalArgumentException if virtual threads are asked for and this JVM has none
     */
    public static ThreadMaker of(ThreadKind kind) {
        if (kind == ThreadKind.PLATFORM) {
            return new ThreadMaker(ThreadMaker::platformThread);
        }
        if (VIRTUAL != null) {
            return new ThreadMaker(VIRTUAL);
        }
        if (kind == ThreadKind.VIRTUAL) {
            throw new IllegalArgumentException("threads [virtual] are not to be had on Java ["
                    + Runtime.version().feature() + "]; choose auto or platform, or run on Java 21 or newer");
        }
        return new ThreadMaker(ThreadMaker::platformThread);
    }

    boolean makesVirtualThreads() {
        return threads == VIRTUAL;
    }

    /** Tells whether this JVM has virtual threads. */
    public static boolean hasVirtualThreads() {
        return VIRTUAL != null;
    }

    /** Lets a thread hold its body no more once that runs. */
    static Runnable forgotten(Runnable body) {
        return new Forgotten(body);
    }

    /** @param body is held by the thread after its end as well, so it must reach nothing of a consumer by then */
    Thread unstarted(String name, Runnable body) {
        Thread thread = threads.newThread(body);
        thread.setName(name);
        return thread;
    }

    // The access-control context of a new platform thread is that of its maker, up to Java 23. Inside doPrivileged it
    // has
    // our own domain alone, and no class loader of a caller is held by a worker.
    @SuppressWarnings("removal")
    private static Thread platformThread(Runnable body) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, body, "worker", 0, false);
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY);
            return thread;
        });
    }

    /** Tells whether a thread is a virtual one. */
    public static boolean isVirtual(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new AssertionError("Thread.isVirtual throws nothing", e);
        }
    }

    private static @Nullable MethodHandle isVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }

    // With the question above the one place that knows of Java 21:
    // Thread.ofVirtual().inheritInheritableThreadLocals(false).factory()
    private static @Nullable ThreadFactory virtualThreads() {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Method inherit = builderType.getMethod("inheritInheritableThreadLocals", boolean.class);
            Method factory = builderType.getMethod("factory");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) factory.invoke(inherit.invoke(builder, false));
        } catch (ReflectiveOperationException | UnsupportedOperationException absent) {
            // before 21, or a preview that is not enabled
            return null;
        }
    }

    /**
     * A body that its thread does not hold any more once it runs.
     *
     * <p>A thread keeps its body after its end, from Java 19 on, and somebody may keep the thread: Felix does so for as long
     * as it keeps a class loader, where the thread was the second of two that were about to define one class. What the body
     * reaches, the class loader of a consumer among it, would be held as well.
     */
    private static final class Forgotten implements Runnable {
        // by its thread only, once that has started
        private @Nullable Runnable body;

        Forgotten(Runnable body) {
            this.body = body;
        }

        @Override
        public void run() {
            Runnable taken = body;
            body = null;
            if (taken != null) {
                taken.run();
            }
        }
    }
}
