package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Who is told of the failures on a loop, and whether its shutdown handling is set up. */
final class LoopHandling {
    private static final GuardedLog LOG = GuardedLog.of(LoopHandling.class);

    private final WorkerLoop loop;
    private final AtomicReference<@Nullable ExceptionHandler> handler = new AtomicReference<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    LoopHandling(WorkerLoop loop) {
        this.loop = loop;
    }

    Optional<ExceptionHandler> handler() {
        return Optional.ofNullable(handler.get());
    }

    void set(@Nullable ExceptionHandler chosen) {
        handler.set(chosen == null ? ExceptionHandler.logOnly() : chosen);
    }

    void setDefault() {
        handler.compareAndSet(null, ExceptionHandler.shutdownLoop());
    }

    /** Whether the shutdown handling is to be set up now by the caller: nobody has before. */
    boolean claim() {
        return !claimed.get() && claimed.compareAndSet(false, true);
    }

    /** Lets the next one try: the handling could not be set up. */
    void disclaim() {
        claimed.set(false);
    }

    /** Calls the handler; one that throws makes the loop shut down. */
    void call(ExceptionContext context) {
        try {
            handler().orElseGet(ExceptionHandler::logOnly).handle(loop, context);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the exception handler of " + loop.subject() + " failed; the loop shuts down", e);
            ExceptionHandler.shutdownLoop().handle(loop, context);
        }
    }

    /** What is done where nothing else is. */
    void log(ExceptionContext context) {
        String words = context.message().isEmpty() ? "a failure without a message" : context.message();
        LOG.log(Level.ERROR, loop.subject() + ": " + words, context.exception());
    }
}
