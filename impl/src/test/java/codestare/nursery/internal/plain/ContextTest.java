package codestare.nursery.internal.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import io.micrometer.context.ContextRegistry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** The carriers that the test resources name, found as in any program; tasks of a loop only, which take no signals. */
class ContextTest {
    @Nested
    class A_task_of_a_plain_program {
        private final TaskLoop loop = new PlainProvider().loops().defaultLoop();

        @AfterEach
        void stop() {
            loop.stop();
        }

        @Test
        void has_the_diagnostic_context_of_its_creator_and_leaves_none_behind() throws Exception {
            MDC.put("request", "17");
            Task<String> task = loop.createTask("request", () -> MDC.get("request"));
            MDC.clear();
            assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo("17");
            assertThat(loop.createTask("other", () -> MDC.get("request")).get(30, TimeUnit.SECONDS))
                    .isNull();
        }

        @Test
        void has_what_is_registered_with_Micrometer() throws Exception {
            ThreadLocal<String> tenant = new ThreadLocal<>();
            ContextRegistry registry = ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", tenant);
            try {
                tenant.set("acme");
                Task<String> task = loop.createTask("tenant", tenant::get);
                tenant.remove();
                assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo("acme");
                assertThat(loop.createTask("other", tenant::get).get(30, TimeUnit.SECONDS))
                        .isNull();
            } finally {
                registry.removeThreadLocalAccessor("tenant");
            }
        }

        @Test
        void has_the_context_class_loader_that_was_there_when_its_loop_was_made() throws Exception {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
                thread.setContextClassLoader(own);
                TaskLoop other = new PlainProvider().loops().loop("other");
                thread.setContextClassLoader(before);
                Task<ClassLoader> task =
                        other.createTask("loader", () -> Thread.currentThread().getContextClassLoader());
                assertThat(task.get(30, TimeUnit.SECONDS)).isSameAs(own);
                other.stop();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Nested
    class When_a_carrier_cannot_be_made {
        @TempDir
        Path folder;

        @Test
        void the_front_door_names_it() throws Exception {
            URL[] path = {
                placeOf(codestare.nursery.Nurseries.class), placeOf(PlainProvider.class), declaring("acme.Missing")
            };
            try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
                Class<?> door = loader.loadClass("codestare.nursery.Nurseries");
                assertThatThrownBy(() -> door.getMethod("factory").invoke(null))
                        .cause()
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("a context carrier cannot be used: codestare.nursery.ContextCarrier:"
                                + " Provider acme.Missing not found; mend it or take it off the path");
            }
        }

        private URL declaring(String provider) throws IOException {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve("codestare.nursery.ContextCarrier"), provider + "\n");
            return folder.toUri().toURL();
        }

        private static URL placeOf(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }
    }
}
