package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import java.lang.reflect.Proxy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refused call must look like: an exception of exactly this type with exactly these words. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(Class<? extends Exception> type, String message, ThrowingCallable... calls) {
        for (int i = 0; i < calls.length; i++) {
            assertThatThrownBy(calls[i])
                    .as("call %s of those that say '%s'", i + 1, message)
                    .isExactlyInstanceOf(type)
                    .hasMessage(message);
        }
    }

    /** A null is refused by the name of the parameter. */
    static void assertNullRefused(String parameter, ThrowingCallable... calls) {
        assertRefused(NullPointerException.class, parameter, calls);
    }

    /** A task that somebody else's implementation made. */
    @SuppressWarnings("unchecked")
    static Task<Void> strangeTask() {
        return named(Task.class, "strange");
    }

    /** A loop that somebody else's implementation made. */
    static TaskLoop strangeLoop() {
        return named(TaskLoop.class, "strange");
    }

    private static <T> T named(Class<T> type, String name) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("name")) {
                return name;
            }
            if (method.getReturnType() == boolean.class) {
                return false;
            }
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
