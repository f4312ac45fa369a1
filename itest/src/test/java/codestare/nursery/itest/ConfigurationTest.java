package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The settings of a framework, and the bundles that may be there to change them. */
@EachContainer
class ConfigurationTest {
    private static final List<String> SERVICES = List.of(
            "codestare.nursery.TaskNursery",
            "codestare.nursery.TaskNurseryFactory",
            "codestare.nursery.LoopRegistry",
            "codestare.nursery.ShutdownService",
            "codestare.nursery.runtime.NurseryRuntime");

    // a close with these limits lasts longer than any test
    private final TestFramework framework = TestFramework.withNursery(
            Map.of("codestare.nursery.grace", "PT1H", "codestare.nursery.shutdown.deadline", "PT1H"));
    private final Configurations configurations = new Configurations(framework.context());

    ConfigurationTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_configuration_admin_is_there {
        private Bundle consumer;
        private Probe probe;
        private List<ServiceReference<?>> services;

        @BeforeEach
        void install() throws Exception {
            framework.start(framework.install(ProductBundles.CONFIGURATION_ADMIN));
            consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            probe = framework.probe(consumer);
            services = services();
        }

        @Test
        void a_limit_changes_in_place_for_nurseries_that_are_open() throws Exception {
            probe.start("stuck", Behaviour.STUBBORN);
            framework.expect("stuck runs");

            configurations.store(Map.of("grace", "PT0.2S"));

            expectConfigured("grace=PT0.2S");
            assertThatNothingStartedAnew();
            // with the limit that held before, this would last for an hour
            framework.stop(consumer);
            framework.expectStragglers(1);
            framework.journal().note("stuck may end");
            framework.expect("stuck ended");
        }

        @Test
        void a_setting_that_is_configured_no_more_is_that_of_the_framework_again() throws Exception {
            configurations.store(Map.of("grace", 200));
            expectConfigured("grace=200");
            probe.start("slow", Behaviour.CLEANS_UP);
            framework.expect("slow runs");

            configurations.delete();

            expectConfigured("none");
            assertThatNothingStartedAnew();
            Future<Void> stop = framework.stopping(consumer);
            framework.expect("slow cancelled");
            // with the limit that was configured, it would soon be left behind
            assertThat(Limit.comesTrue(Duration.ofSeconds(1), stop::isDone)).isFalse();
            framework.journal().note("slow may end");
            Limit.await(stop, "stop", Limit.GENEROUS);
            assertThat(framework.log().stragglers()).isEmpty();
        }

        @Test
        void kinds_of_threads_change_for_tasks_that_start_later() throws Exception {
            BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
            probe.start("worker", () -> threads.add(Thread.currentThread()));
            Thread running = threads.poll(Limit.GENEROUS.toSeconds(), TimeUnit.SECONDS);

            configurations.store(Map.of("threads", "platform"));

            expectConfigured("threads=platform");
            probe.start("later", () -> threads.add(Thread.currentThread()));
            // the class of virtual threads is another
            assertThat(threads.poll(Limit.GENEROUS.toSeconds(), TimeUnit.SECONDS))
                    .isExactlyInstanceOf(Thread.class);
            assertThat(running.isAlive()).isTrue();
            assertThatNothingStartedAnew();
        }

        @Test
        void a_bad_value_is_refused_in_words_and_the_last_good_one_stays() throws Exception {
            configurations.store(Map.of("grace", "PT0.2S"));
            expectConfigured("grace=PT0.2S");
            probe.start("stuck", Behaviour.STUBBORN);
            framework.expect("stuck runs");

            configurations.store(Map.of("grace", "soon", "exit.status", "fine", "signals.hup", "leave"));

            expectWarning("setting [grace] of [codestare.nursery] is [soon];"
                    + " choose a duration from PT0S to PT1H, or milliseconds; the last good value stays");
            expectWarning("setting [exit.status] of [codestare.nursery] is [fine];"
                    + " choose signal, zero, or a number from 0 to 255; the last good value stays");
            expectConfigured("signals.hup=leave");
            assertThatNothingStartedAnew();
            framework.stop(consumer);
            framework.expectStragglers(1);
            framework.journal().note("stuck may end");
            framework.expect("stuck ended");
        }

        @Test
        void signals_change_in_place() throws Exception {
            List<String> ours = SignalHandlers.types();

            configurations.store(Map.of("signals", "none"));

            expectConfigured("signals=none");
            assertThat(SignalHandlers.types()).isNotEqualTo(ours);
            configurations.store(Map.of("signals", new String[] {"INT", "TERM", "HUP"}));
            expectConfigured("signals=INT,TERM,HUP");
            assertThat(SignalHandlers.types()).isEqualTo(ours);
            assertThatNothingStartedAnew();
        }

        @Test
        void its_coming_and_going_disturbs_nobody() throws Exception {
            probe.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            configurations.store(Map.of("grace", "PT0.2S"));
            expectConfigured("grace=PT0.2S");
            Bundle admin = framework.bundle("org.apache.felix.configadmin");

            framework.stop(admin);
            framework.start(admin);

            configurations.store(Map.of("grace", "PT0.3S"));
            expectConfigured("grace=PT0.3S");
            assertThatNothingStartedAnew();
            assertThat(framework.journal().notes()).doesNotContain("worker cancelled");
        }

        private void assertThatNothingStartedAnew() throws Exception {
            assertThat(services()).isEqualTo(services);
            assertThat(probe.closed()).isFalse();
            assertThat(framework.journal().notes())
                    .filteredOn("acme.search 1.0.0 activated"::equals)
                    .hasSize(1);
        }

        /** Waits until the latest settings that were applied are these. */
        private void expectConfigured(String settings) {
            expectThat(() -> framework.log().all().stream()
                    .filter(line -> line.startsWith("settings ["))
                    .reduce((earlier, later) -> later)
                    .equals(Optional.of("settings [" + settings + "] are configured")));
        }

        private void expectWarning(String words) {
            expectThat(() -> framework.log().warnings().contains(words));
        }
    }

    @Nested
    class When_none_of_the_optional_bundles_is_there {
        @Test
        void all_services_are_there_all_the_same() throws Exception {
            assertThat(framework.context().getBundles())
                    .extracting(Bundle::getSymbolicName)
                    .doesNotContain(
                            "org.apache.felix.configadmin",
                            "org.apache.felix.metatype",
                            "org.apache.felix.eventadmin",
                            "org.apache.felix.log");
            assertThat(services()).hasSameSizeAs(SERVICES);
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    @Nested
    class When_metatype_is_there {
        @Test
        void consoles_see_each_key() throws Exception {
            framework.install(ProductBundles.LOG_API);
            framework.start(framework.install(ProductBundles.METATYPE));

            assertThat(keys())
                    .containsExactlyInAnyOrder(
                            "grace",
                            "shutdown.deadline",
                            "shutdown.delay",
                            "signals",
                            "signals.hup",
                            "exit.status",
                            "framework.stop",
                            "threads",
                            "threads.fresh",
                            "tasks.limit");
        }

        /** By reflection: the package is that of a bundle. */
        private List<Object> keys() throws Exception {
            ServiceReference<?> reference =
                    framework.context().getAllServiceReferences("org.osgi.service.metatype.MetaTypeService", null)[0];
            Object service = framework.context().getService(reference);
            Object information =
                    call(service, "getMetaTypeInformation", new Class<?>[] {Bundle.class}, framework.impl());
            Object definition = call(
                    information,
                    "getObjectClassDefinition",
                    new Class<?>[] {String.class, String.class},
                    "codestare.nursery",
                    null);
            Object[] attributes =
                    (Object[]) call(definition, "getAttributeDefinitions", new Class<?>[] {int.class}, -1);
            List<Object> keys = new ArrayList<>();
            for (Object attribute : attributes) {
                keys.add(call(attribute, "getID", new Class<?>[0]));
            }
            return keys;
        }

        private static Object call(Object target, String method, Class<?>[] types, Object... arguments)
                throws ReflectiveOperationException {
            Method found = target.getClass().getMethod(method, types);
            found.setAccessible(true);
            return found.invoke(target, arguments);
        }
    }

    @Nested
    class When_event_admin_comes_and_goes {
        @Test
        void it_disturbs_nobody() throws Exception {
            Bundle consumer = framework.add(Holder.COMPONENT.bundle("acme.search"));
            framework.probe(consumer).start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            framework.install(ProductBundles.LOG_API);
            Bundle events = framework.install(ProductBundles.EVENT_ADMIN);

            framework.start(events);
            framework.stop(events);
            framework.uninstall(events);

            assertThat(framework.probe(consumer).closed()).isFalse();
            assertThat(framework.journal().notes())
                    .containsExactly(
                            "acme.search 1.0.0 activated", "worker runs", "org.apache.felix.eventadmin is stopped");
        }
    }

    private List<ServiceReference<?>> services() throws Exception {
        List<ServiceReference<?>> found = new ArrayList<>();
        for (String type : SERVICES) {
            ServiceReference<?>[] references = framework.context().getAllServiceReferences(type, null);
            if (references != null) {
                found.addAll(List.of(references));
            }
        }
        return found;
    }

    private static void expectThat(BooleanSupplier condition) {
        assertThat(Limit.comesTrue(Limit.GENEROUS, condition)).isTrue();
    }
}
