package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;

/** What all adapters have in common. */
@EachContainer
class AdaptersTest {
    @ParameterizedTest
    @EnumSource(Adapter.class)
    void an_adapter_that_comes_later_refreshes_and_restarts_nothing_that_runs(Adapter adapter) throws Exception {
        try (TestFramework framework = TestFramework.withNursery()) {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
            Probe nursery = framework.service(consumer, BundleView.class).open("indexer");
            nursery.start("watch", Behaviour.WAITS);
            framework.expect("watch runs");
            List<Bundle> running = List.of(framework.api(), framework.impl(), consumer);
            List<String> events = new CopyOnWriteArrayList<>();
            SynchronousBundleListener listener = event -> note(event, running, events);
            framework.context().addBundleListener(listener);

            Bundle added = adapter.addTo(framework);
            refreshWhatIsStale(framework);

            assertThat(added.getState()).as("state of %s", added).isEqualTo(Bundle.ACTIVE);
            assertThat(events).isEmpty();
            assertThat(nursery.closed()).isFalse();
            framework.stop(added);
            framework.uninstall(added);
            refreshWhatIsStale(framework);
            assertThat(events).isEmpty();
            assertThat(nursery.closed()).isFalse();
            assertThat(framework.log().warnings()).isEmpty();
        }
    }

    private static void note(BundleEvent event, List<Bundle> running, List<String> events) {
        if (running.contains(event.getBundle())) {
            events.add(event.getBundle() + ": " + event.getType());
        }
    }

    private static void refreshWhatIsStale(TestFramework framework) throws Exception {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(null, event -> refreshed.countDown());
        assertThat(refreshed.await(Limit.GENEROUS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void an_adapter_is_on_the_api_alone(Adapter adapter) {
        BundleJar jar = BundleJar.of(adapter.artifactId());

        assertThat(jar.clauses("Import-Package").keySet())
                .contains("codestare.nursery.runtime")
                .noneMatch(name -> name.startsWith("codestare.nursery.internal"));
        assertThat(jar.clauses("Import-Package").values())
                .allSatisfy(clause -> assertThat(clause.get("resolution:")).isNull());
        assertThat(jar.manifest().getValue("DynamicImport-Package")).isNull();
        assertThat(jar.neededModules()).contains("codestare.nursery.api").doesNotContain("codestare.nursery.impl");
    }

    @Test
    void the_beans_go_with_their_bundle_and_with_the_implementation() throws Exception {
        ObjectName all = new ObjectName("codestare.nursery:*");
        try (TestFramework framework = TestFramework.withNursery()) {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
            framework.service(consumer, BundleView.class).open("indexer");
            Bundle adapter = Adapter.JMX.addTo(framework);
            assertThat(beans(all)).contains("codestare.nursery:type=Nurseries").hasSize(2);

            framework.stop(consumer);
            assertThat(Limit.comesTrue(Limit.GENEROUS, () -> beans(all).size() == 1))
                    .isTrue();
            framework.stop(adapter);
            assertThat(beans(all)).isEmpty();
            framework.start(adapter);
            assertThat(beans(all)).hasSize(1);
            framework.stop(framework.impl());
            assertThat(beans(all)).isEmpty();
        }
    }

    private static List<String> beans(ObjectName pattern) {
        return ManagementFactory.getPlatformMBeanServer().queryNames(pattern, null).stream()
                .map(ObjectName::toString)
                .toList();
    }

    @Test
    void a_listener_service_hears_and_one_that_throws_is_dropped() throws Exception {
        try (TestFramework framework = TestFramework.withNursery()) {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search")
                    .activator(codestare.nursery.itest.consumer.ListeningActivator.class));
            framework.service(consumer, BundleView.class).open("indexer");
            framework.expect("listener heard of acme.search/" + consumer.getBundleId());
            framework.service(consumer, BundleView.class).open("other").start("broken", Behaviour.FAILS);
            assertThat(Limit.comesTrue(
                            Limit.GENEROUS,
                            () -> framework.log().warnings().stream()
                                    .anyMatch(line -> line.contains("is told nothing any more"))))
                    .isTrue();
        }
    }
}
