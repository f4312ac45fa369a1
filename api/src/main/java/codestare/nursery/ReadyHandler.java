package codestare.nursery;

import java.util.Objects;

/** The handlers that come ready-made with {@link ExceptionHandler}. */
enum ReadyHandler implements ExceptionHandler {
    SHUTDOWN_LOOP {
        @Override
        void end(TaskLoop loop, ExceptionContext context) {
            loop.stop(context);
        }
    },
    CLOSE_NURSERY {
        @Override
        void end(TaskLoop loop, ExceptionContext context) {
            Task<?> sentinel = context.sentinel();
            if (sentinel != null) {
                sentinel.cancel(context.message());
            }
        }
    },
    LOG_ONLY {
        @Override
        void end(TaskLoop loop, ExceptionContext context) {}
    };

    abstract void end(TaskLoop loop, ExceptionContext context);

    @Override
    public void handle(TaskLoop loop, ExceptionContext context) {
        Objects.requireNonNull(loop, "loop");
        Objects.requireNonNull(context, "context");
        loop.defaultExceptionHandler(context);
        end(loop, context);
    }

    @Override
    public String toString() {
        return "ExceptionHandler[" + name() + "]";
    }
}
