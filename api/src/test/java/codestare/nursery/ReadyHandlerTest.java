package codestare.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyHandlerTest {
    private final List<String> calls = new ArrayList<>();
    private final TaskLoop loop = recording(TaskLoop.class);
    private final Task<?> sentinel = recording(Task.class);
    private final ExceptionContext context = new ExceptionContext("what failed", new Exception("boom"), null, sentinel);

    private <T> T recording(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            calls.add(type.getSimpleName() + "." + method.getName() + "(" + (args[0] == context ? "context" : args[0])
                    + ")");
            return method.getReturnType() == boolean.class ? true : null;
        }));
    }

    @Test
    void shutdownLoop_logs_and_stops_the_loop() {
        ExceptionHandler.shutdownLoop().handle(loop, context);
        assertThat(calls).containsExactly("TaskLoop.defaultExceptionHandler(context)", "TaskLoop.stop(context)");
    }

    @Test
    void closeNursery_logs_and_cancels_the_sentinel() {
        ExceptionHandler.closeNursery().handle(loop, context);
        assertThat(calls).containsExactly("TaskLoop.defaultExceptionHandler(context)", "Task.cancel(what failed)");
    }

    @Test
    void closeNursery_only_logs_where_there_is_no_nursery() {
        ExceptionHandler.closeNursery()
                .handle(loop, new ExceptionContext("what failed", context.exception(), null, null));
        assertThat(calls).hasSize(1).first().asString().startsWith("TaskLoop.defaultExceptionHandler(");
    }

    @Test
    void logOnly_only_logs() {
        ExceptionHandler.logOnly().handle(loop, context);
        assertThat(calls).containsExactly("TaskLoop.defaultExceptionHandler(context)");
    }

    @Test
    void each_is_always_the_same_and_says_its_name() {
        assertThat(ExceptionHandler.shutdownLoop())
                .isSameAs(ExceptionHandler.shutdownLoop())
                .hasToString("ExceptionHandler[SHUTDOWN_LOOP]");
        assertThat(ExceptionHandler.closeNursery())
                .isSameAs(ExceptionHandler.closeNursery())
                .hasToString("ExceptionHandler[CLOSE_NURSERY]");
        assertThat(ExceptionHandler.logOnly())
                .isSameAs(ExceptionHandler.logOnly())
                .hasToString("ExceptionHandler[LOG_ONLY]");
    }
}
