package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.BusyComponent;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;

@EachContainer
class CyclesTest {
    private static final int WARM_UP = 20;
    private static final int CYCLES = 200;

    /** What the JVM may load or start by itself in the time; one class or thread for each cycle would be far more. */
    private static final int TOLERANCE = CYCLES / 10;

    private static final int LOOKS = 5;

    private final TestFramework framework = TestFramework.withNursery();

    CyclesTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    @Tag("slow")
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void two_hundred_starts_and_stops_of_a_consumer_leave_threads_and_classes_flat() throws Exception {
        Bundle consumer = framework.install(ConsumerBundle.named("acme.busy").components(BusyComponent.class));
        assertThatTasksCanBeCounted(consumer);
        cycle(consumer, WARM_UP);
        int threads = threadsAtRest();
        long classes = classesAtRest();
        cycle(consumer, CYCLES);
        int threadsAfter = threadsAtRest();
        long classesAfter = classesAtRest();
        System.out.printf(
                "%d cycles: threads %d -> %d, loaded classes %d -> %d%n",
                CYCLES, threads, threadsAfter, classes, classesAfter);
        assertThat(threadsAfter).as("threads").isLessThanOrEqualTo(threads + TOLERANCE);
        assertThat(classesAfter).as("classes").isLessThanOrEqualTo(classes + TOLERANCE);
        assertThat(framework.log().warnings()).isEmpty();
    }

    private void assertThatTasksCanBeCounted(Bundle consumer) throws Exception {
        framework.start(consumer);
        assertThat(LiveThreads.names().stream().filter(name -> name.contains("busy:")))
                .hasSize(100);
        framework.stop(consumer);
    }

    private void cycle(Bundle consumer, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            framework.start(consumer);
            framework.stop(consumer);
        }
    }

    private static int threadsAtRest() {
        assertThat(LiveThreads.vanish("busy:", Limit.GENEROUS)).isTrue();
        return LiveThreads.names().size();
    }

    /** What tests before this one have left may be unloaded late. */
    private static long classesAtRest() {
        Deque<Long> counts = new ArrayDeque<>();
        Limit.comesTrue(Limit.GENEROUS, () -> {
            System.gc();
            long now = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
            boolean same = counts.stream().allMatch(count -> count == now);
            if (!same) {
                counts.clear();
            }
            counts.add(now);
            return counts.size() == LOOKS;
        });
        return counts.getLast();
    }
}
