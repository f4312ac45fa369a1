package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Probe;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** What happens to nurseries, as Event Admin tells it. */
@EachContainer
class EventAdminTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private TestFramework framework;
    private Bundle consumer;

    @BeforeEach
    void start() throws Exception {
        framework = TestFramework.withNursery();
        Bundle adapter = Adapter.EVENTADMIN.addTo(framework);
        consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
        Class<?> handler = adapter.loadClass("org.osgi.service.event.EventAdmin")
                .getClassLoader()
                .loadClass("org.osgi.service.event.EventHandler");
        Dictionary<String, Object> topics = new Hashtable<>();
        topics.put("event.topics", "codestare/nursery/*");
        Object noting = Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handleEvent")) {
                        note(arguments[0]);
                    }
                    return method.getName().equals("hashCode")
                            ? 1
                            : method.getName().equals("equals") ? proxy == arguments[0] : null;
                });
        // by a bundle that has the type: Event Admin hears of no other on Equinox
        adapter.getBundleContext().registerService(handler.getName(), noting, topics);
    }

    private void note(Object event) throws Exception {
        Foreign told = new Foreign(event, event.getClass());
        StringBuilder words = new StringBuilder(String.valueOf(told.call("getTopic")));
        for (String property : List.of("task", "owner", "loop", "exception.message", "where", "reason")) {
            Object value = told.call("getProperty", property);
            if (value != null) {
                words.append(' ').append(property).append('=').append(value);
            }
        }
        events.add(words.toString());
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private Probe openWith(String task, Behaviour behaviour) throws Exception {
        return framework.openWith(consumer, "indexer", task, behaviour);
    }

    private void hears(String... expected) {
        Limit.comesTrue(Limit.GENEROUS, () -> events.containsAll(List.of(expected)));
        assertThat(events).contains(expected);
    }

    @Test
    void a_failure_and_the_shutdown_that_it_brings_are_told() throws Exception {
        String owner = "acme.search/" + consumer.getBundleId();
        openWith("broken", Behaviour.FAILS);

        hears(
                "codestare/nursery/FAILED task=broken:indexer owner=" + owner + " loop=" + owner
                        + " exception.message=broken failed",
                "codestare/nursery/SHUTDOWN_BEGUN owner=" + owner + " loop=" + owner
                        + " reason=task [broken:indexer] failed",
                "codestare/nursery/SHUTDOWN_ENDED owner=" + owner + " loop=" + owner
                        + " reason=task [broken:indexer] failed");
    }

    @Test
    void a_straggler_and_its_end_are_told() throws Exception {
        String owner = "acme.search/" + consumer.getBundleId();
        openWith("deaf", Behaviour.STUBBORN).close();

        hears("codestare/nursery/STRAGGLER task=deaf:indexer owner=" + owner + " where=nursery [indexer]");
        framework.journal().note("deaf may end");
        hears("codestare/nursery/STRAGGLER_ENDED task=deaf:indexer owner=" + owner + " where=nursery [indexer]");
    }
}
