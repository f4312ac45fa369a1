package codestare.nursery.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Nurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks through a connection, as a JMX client of another process does. */
class NurseryBeansTest {
    private static final long GENEROUS_SECONDS = 30;

    private final CountDownLatch release = new CountDownLatch(1);
    private JMXConnectorServer server;
    private JMXConnector client;
    private MBeanServerConnection beans;
    private NurseryBeans registered;

    @BeforeEach
    @SuppressWarnings("BanJNDI") // the address is that of our own server
    void connect() throws Exception {
        server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://localhost"), null, ManagementFactory.getPlatformMBeanServer());
        server.start();
        client = JMXConnectorFactory.connect(server.getAddress());
        beans = client.getMBeanServerConnection();
        registered = NurseryBeans.register(Nurseries.runtime());
    }

    @AfterEach
    void disconnect() throws Exception {
        release.countDown();
        registered.close();
        client.close();
        server.stop();
    }

    private NurseriesMXBean process() throws Exception {
        return JMX.newMXBeanProxy(beans, new ObjectName("codestare.nursery:type=Nurseries"), NurseriesMXBean.class);
    }

    private Set<ObjectName> loops() throws Exception {
        return beans.queryNames(new ObjectName("codestare.nursery:type=Loop,*"), null);
    }

    private LoopMXBean loop(String name) throws Exception {
        return JMX.newMXBeanProxy(
                beans,
                loops().stream()
                        .filter(each -> each.getKeyProperty("name").equals(ObjectName.quote(name)))
                        .findFirst()
                        .orElseThrow(),
                LoopMXBean.class);
    }

    private Task<Void> waiting(TaskNursery nursery, String name) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> task = nursery.createTask(name, () -> {
            begun.countDown();
            release.await();
        });
        assertThat(begun.await(GENEROUS_SECONDS, TimeUnit.SECONDS)).isTrue();
        return task;
    }

    private static void comesTrue(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(GENEROUS_SECONDS);
        while (!condition.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private boolean hasLoop(String name) {
        try {
            return loops().stream()
                    .map(each -> each.getKeyProperty("name"))
                    .collect(Collectors.toSet())
                    .contains(ObjectName.quote(name));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_client_sees_a_loop_with_its_nurseries_and_tasks() throws Exception {
        try (TaskNursery nursery =
                Nurseries.factory().open("seen", Nurseries.loops().loop("visible"))) {
            waiting(nursery, "waits");
            comesTrue(() -> hasLoop("visible"));
            assertThat(process().getEnding()).isNull();
            LoopMXBean loop = loop("visible");
            comesTrue(() -> loop.getActiveTasks() == 1);
            assertThat(loop.getOwner()).isEqualTo("process");
            assertThat(loop.getState()).isEqualTo("RUNNING");
            assertThat(loop.getNurseries()).hasSize(1);
            assertThat(loop.getTasks()).singleElement().asString().contains("waits:seen RUNNING");
        }
        loop("visible").shutdown();
        comesTrue(() -> !hasLoop("visible"));
    }

    @Test
    void a_client_finds_out_where_a_task_is_and_cancels_it() throws Exception {
        try (TaskNursery nursery =
                Nurseries.factory().open("found", Nurseries.loops().loop("searched"))) {
            Task<Void> task = waiting(nursery, "waits");
            comesTrue(() -> hasLoop("searched"));
            LoopMXBean loop = loop("searched");
            comesTrue(() -> loop.getTasks().length == 1);
            String id = loop.getTasks()[0].split(" ")[0];
            comesTrue(() -> String.join("\n", showTask(id)).contains("CountDownLatch.await"));
            process().cancelTask(id);
            comesTrue(task::isDone);
            assertThat(task.isCancelled()).isTrue();
        }
        Nurseries.loops().loop("searched").stop();
    }

    private String[] showTask(String id) {
        try {
            return process().showTask(id);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_client_is_told_what_is_not_there() throws Exception {
        NurseriesMXBean process = process();
        assertThatThrownBy(() -> process.cancelTask("9-9"))
                .hasStackTraceContaining("task [9-9] is not there: it has ended, or never was; list the tasks");
    }

    @Test
    void a_client_sees_counts_and_signals() throws Exception {
        long before = process().getSucceededTasks();
        try (TaskNursery nursery = Nurseries.factory().open("counted")) {
            nursery.createTask("works", () -> {}).get();
        }
        NurseriesMXBean process = process();
        comesTrue(() -> process.getSucceededTasks() > before);
        assertThat(process.getCreatedTasks()).isPositive();
        assertThat(process.getSignals()).isNotEmpty();
        assertThat(process.getStragglers()).isEmpty();
    }

    @Test
    void nothing_is_left_of_them_when_they_are_closed() throws Exception {
        Nurseries.loops().loop("closed");
        comesTrue(() -> hasLoop("closed"));
        registered.close();
        assertThat(beans.queryNames(new ObjectName("codestare.nursery:*"), null))
                .isEmpty();
        Nurseries.loops().loop("closed").stop();
    }

    @Test
    void a_second_registration_is_refused() {
        assertThatThrownBy(() -> NurseryBeans.register(Nurseries.runtime()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bean [codestare.nursery:type=Nurseries] is there already:"
                        + " another framework of this JVM shows its nurseries; stop one");
    }
}
