package codestare.nursery.internal.signal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A signal handler made of JDK parts only, which calls whatever its target is.
 *
 * <p>Whoever installs a handler over ours may keep what we registered for as long as the process lives. That is this
 * handler, so once its target is the previous one nothing of ours, our class loader least of all, hangs in that chain.
 */
final class Trampoline {
    /** Shared with the handler, which outlives us. */
    private final AtomicReference<SignalHandler> target;

    private final SignalHandler handler;

    Trampoline(SignalHandler target) {
        this.target = new AtomicReference<>(target);
        this.handler = handlerCalling(this.target);
    }

    SignalHandler handler() {
        return handler;
    }

    void leadTo(SignalHandler next) {
        target.set(next);
    }

    private static SignalHandler handlerCalling(AtomicReference<SignalHandler> target) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Up to Java 17 at least the proxy's class is defined in the context class loader, which must not be a
        // bundle's.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            Lookup lookup = MethodHandles.publicLookup();
            MethodHandle handle =
                    lookup.findVirtual(SignalHandler.class, "handle", MethodType.methodType(void.class, Signal.class));
            MethodHandle get = lookup.findVirtual(AtomicReference.class, "get", MethodType.methodType(Object.class))
                    .bindTo(target)
                    .asType(MethodType.methodType(SignalHandler.class));
            return MethodHandleProxies.asInterfaceInstance(
                    SignalHandler.class, MethodHandles.foldArguments(handle, get));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "sun.misc.SignalHandler is not accessible; export sun.misc to this module", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
