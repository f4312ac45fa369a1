package codestare.nursery.internal.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.LoopRegistry;
import codestare.nursery.Nurseries;
import codestare.nursery.NurseryProvider;
import codestare.nursery.ShutdownReason;
import codestare.nursery.ShutdownService;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.runtime.NurseryRuntime;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** Each case has the api in a class loader of its own, and so a front door of its own. */
class NurseriesTest {
    private static final List<String> DOORS = List.of("factory", "loops", "shutdownService", "runtime", "isolated");

    @TempDir
    Path folder;

    @Nested
    class When_the_implementation_is_on_the_class_path {
        @Test
        void it_is_found_and_gives_the_same_objects_each_time() {
            assertThat(Nurseries.factory()).isSameAs(Nurseries.factory());
            assertThat(Nurseries.loops()).isSameAs(Nurseries.loops());
            assertThat(Nurseries.shutdownService()).isSameAs(Nurseries.shutdownService());
            assertThat(Nurseries.runtime()).isSameAs(Nurseries.runtime());
        }

        @Test
        void all_doors_lead_to_one_engine() throws Exception {
            TaskLoop loop = Nurseries.loops().loop("NurseriesTest");
            assertThat(Nurseries.loops().loops()).containsEntry("NurseriesTest", loop);
            Nurseries.shutdownService().shutdown(loop, ShutdownReason.of("end")).get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> Nurseries.factory().open("x", loop))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("loop [NurseriesTest] is stopped; use another one, or the default loop");
        }

        @Test
        void many_that_come_first_at_once_find_one() throws Exception {
            try (URLClassLoader loader = new URLClassLoader(new URL[] {api(), implementation()}, parent())) {
                Method door = door(loader, "factory");
                int callers = 8;
                CyclicBarrier together = new CyclicBarrier(callers);
                ExecutorService threads = Executors.newFixedThreadPool(callers);
                List<Future<Object>> found = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    found.add(threads.submit(() -> {
                        together.await();
                        return door.invoke(null);
                    }));
                }
                Object first = found.get(0).get();
                for (Future<Object> one : found) {
                    assertThat(one.get()).isSameAs(first);
                }
                threads.shutdown();
            }
        }

        @Test
        void it_is_looked_up_by_the_loader_of_the_api_and_not_by_the_callers() throws Exception {
            try (URLClassLoader loader = new URLClassLoader(new URL[] {api(), implementation()}, parent());
                    URLClassLoader empty = new URLClassLoader(new URL[0], parent())) {
                Thread thread = Thread.currentThread();
                ClassLoader before = thread.getContextClassLoader();
                thread.setContextClassLoader(empty);
                try {
                    assertThat(door(loader, "factory").invoke(null)).isNotNull();
                } finally {
                    thread.setContextClassLoader(before);
                }
            }
        }
    }

    @Nested
    class When_a_setting_is_bad {
        @Test
        void every_door_names_it_until_it_is_mended() throws Exception {
            String key = "codestare.nursery.grace";
            String before = System.getProperty(key);
            try (URLClassLoader loader = new URLClassLoader(new URL[] {api(), implementation()}, parent())) {
                System.setProperty(key, "soon");
                assertEveryDoorSays(
                        loader,
                        IllegalArgumentException.class,
                        "setting [codestare.nursery.grace] is [soon];"
                                + " choose a duration from PT0S to PT1H, or milliseconds");
                System.setProperty(key, "PT4S");
                assertThat(door(loader, "factory").invoke(null)).isNotNull();
            } finally {
                if (before == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, before);
                }
            }
        }
    }

    @Nested
    class When_there_is_no_implementation {
        @Test
        void every_door_says_what_to_do() throws Exception {
            try (URLClassLoader loader = new URLClassLoader(new URL[] {api()}, parent())) {
                assertEveryDoorSays(
                        loader,
                        "no implementation of [codestare.nursery.NurseryProvider] is found;"
                                + " put codestare.nursery.impl on the module path or the class path");
            }
        }
    }

    @Nested
    class When_there_are_two_implementations {
        @Test
        void every_door_names_them_and_none_is_made() throws Exception {
            try (URLClassLoader loader = new URLClassLoader(
                    new URL[] {api(), implementation(), declaring(CompetingProvider.class), tests()}, parent())) {
                assertEveryDoorSays(
                        loader,
                        "implementations [codestare.nursery.internal.plain.PlainProvider,"
                                + " codestare.nursery.internal.plain.NurseriesTest$CompetingProvider]"
                                + " of codestare.nursery.NurseryProvider compete; leave one on the path");
            }
        }

        @Test
        void one_that_is_declared_twice_is_one() throws Exception {
            Class<?> plain = PlainProvider.class;
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {api(), implementation(), declaring(plain)}, parent())) {
                assertThat(door(loader, "factory").invoke(null)).isNotNull();
            }
        }
    }

    @Nested
    class When_the_api_is_a_bundle {
        @Test
        void every_door_says_use_the_service_and_nothing_is_made() throws Exception {
            try (URLClassLoader loader = new BundleLoader(new URL[] {api(), implementation()})) {
                assertEveryDoorSays(loader, USE_THE_SERVICE);
            }
        }

        @Test
        void a_loader_that_only_inherits_the_interface_is_known_as_well() throws Exception {
            try (URLClassLoader loader = new SpecialBundleLoader(new URL[] {api()})) {
                assertEveryDoorSays(loader, USE_THE_SERVICE);
            }
        }

        @Test
        void call_says_so_too_and_does_not_run_the_body() throws Exception {
            try (URLClassLoader loader = new BundleLoader(new URL[] {api(), implementation()})) {
                Class<?> bodyType = loader.loadClass("codestare.nursery.NurseryBody");
                Object body = Proxy.newProxyInstance(loader, new Class<?>[] {bodyType}, (proxy, method, args) -> {
                    throw new AssertionError("the body ran");
                });
                Method call = loader.loadClass("codestare.nursery.Nurseries").getMethod("call", String.class, bodyType);
                assertThatThrownBy(() -> call.invoke(null, "x", body))
                        .cause()
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage(USE_THE_SERVICE);
            }
        }

        private static final String USE_THE_SERVICE = "class [codestare.nursery.Nurseries] is not for use inside OSGi;"
                + " use the service [codestare.nursery.TaskNurseryFactory], by @Reference or from the bundle context";
    }

    /** Twice: a refusal is no state. */
    private static void assertEveryDoorSays(ClassLoader loader, String message) throws Exception {
        assertEveryDoorSays(loader, IllegalStateException.class, message);
    }

    private static void assertEveryDoorSays(ClassLoader loader, Class<? extends Exception> type, String message)
            throws Exception {
        for (int i = 0; i < 2; i++) {
            for (String name : DOORS) {
                Method door = door(loader, name);
                assertThatThrownBy(() -> door.invoke(null))
                        .as(name)
                        .isExactlyInstanceOf(InvocationTargetException.class)
                        .cause()
                        .isExactlyInstanceOf(type)
                        .hasMessage(message);
            }
        }
    }

    private static Method door(ClassLoader loader, String name) throws ReflectiveOperationException {
        Class<?> nurseries = loader.loadClass("codestare.nursery.Nurseries");
        assertThat(nurseries).as("a front door of its own").isNotSameAs(Nurseries.class);
        return nurseries.getMethod(name);
    }

    private static ClassLoader parent() {
        return ClassLoader.getPlatformClassLoader();
    }

    private static URL api() {
        return placeOf(Nurseries.class);
    }

    private static URL implementation() {
        return placeOf(PlainProvider.class);
    }

    private static URL tests() {
        return placeOf(NurseriesTest.class);
    }

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** A folder that declares a provider, as a jar of its own would. */
    private URL declaring(Class<?> provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("codestare.nursery.NurseryProvider"), provider.getName() + "\n");
        return folder.toUri().toURL();
    }

    /** Must never be made: the choice comes first. */
    public static final class CompetingProvider implements NurseryProvider {
        public CompetingProvider() {
            throw new AssertionError("made, although there is another one");
        }

        @Override
        public TaskNurseryFactory factory() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LoopRegistry loops() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ShutdownService shutdownService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public NurseryRuntime runtime() {
            throw new UnsupportedOperationException();
        }

        @Override
        public IsolatedNurseries isolated() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void readSettings() {
            throw new UnsupportedOperationException();
        }
    }

    /** What a framework makes for a bundle. */
    private static class BundleLoader extends URLClassLoader implements BundleReference {
        BundleLoader(URL[] urls) {
            super(urls, parent());
        }

        @Override
        public Bundle getBundle() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class SpecialBundleLoader extends BundleLoader {
        SpecialBundleLoader(URL[] urls) {
            super(urls);
        }
    }
}
