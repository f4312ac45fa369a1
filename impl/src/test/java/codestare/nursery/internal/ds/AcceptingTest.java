package codestare.nursery.internal.ds;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class AcceptingTest {
    private final List<String> events = new ArrayList<>();
    private Runnable activation = () -> {};
    private final Accepting accepting = new Accepting(context());

    private BundleContext context() {
        ServiceRegistration<?> registration = fake(ServiceRegistration.class, (proxy, method, arguments) -> {
            events.add(method.getName());
            return null;
        });
        return fake(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getServiceReferences" -> new ServiceReference<?>[1];
            case "getService" -> "condition";
            case "registerService" -> {
                events.add("register");
                activation.run();
                yield registration;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    @Test
    void the_condition_is_there_from_the_beginning_to_the_end() {
        accepting.begin();
        assertThat(events).containsExactly("register");

        accepting.end();
        accepting.end();

        assertThat(events).containsExactly("register", "unregister");
    }

    @Nested
    class When_the_end_comes_first {
        @Test
        void nothing_is_registered() {
            accepting.end();

            accepting.begin();

            assertThat(events).isEmpty();
        }

        @Test
        void it_does_not_wait_for_the_components_that_the_beginning_activates() {
            activation = () -> {
                Thread signal = new Thread(accepting::end);
                signal.start();
                join(signal);
                events.add("activated");
            };

            accepting.begin();

            assertThat(events).containsExactly("register", "activated", "unregister");
        }

        private void join(Thread thread) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
