package codestare.nursery.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.Nurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.runtime.Registration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class NurseryMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private static void comesTrue(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** The value of a line of Prometheus's text; -1 if there is none. */
    private double value(String metric) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void prometheus_is_told_of_tasks_and_closes() throws Exception {
        NurseryMetrics metrics = new NurseryMetrics(Nurseries.runtime());
        metrics.bindTo(registry);
        CountDownLatch release = new CountDownLatch(1);
        TaskLoop loop = Nurseries.loops().loop("measured");
        loop.setExceptionHandler(ExceptionHandler.logOnly());
        double created = value("nursery_tasks_accepted_total");
        double succeeded = value("nursery_tasks_ended_total{result=\"succeeded\"}");
        double failed = value("nursery_tasks_ended_total{result=\"failed\"}");
        try (Registration probing = Nurseries.runtime().probe(metrics);
                TaskNursery nursery = Nurseries.factory().open("measured", loop)) {
            for (int i = 0; i < 10; i++) {
                nursery.createTask("works", () -> {}).get();
            }
            nursery.createTask("waits", () -> release.await());
            Task<Void> failing = nursery.createTask("failing", () -> {
                throw new IllegalStateException("on purpose");
            });
            assertThatThrownBy(failing::get).hasMessage("task [failing:measured] failed");
            comesTrue(() -> value("nursery_tasks_ended_total{result=\"failed\"}") == failed + 1);
            comesTrue(() -> value("nursery_tasks_ended_total{result=\"succeeded\"}") == succeeded + 10);
            assertThat(value("nursery_tasks_accepted_total")).isEqualTo(created + 12);
            // a task that has ended may be telling of it still
            comesTrue(() -> value("nursery_tasks_active") == 1);
            assertThat(value("nursery_loops")).isPositive();
            assertThat(value("nursery_stragglers")).isZero();
            comesTrue(() -> value("nursery_task_duration_seconds_count{owner=\"process\",result=\"succeeded\"}") == 10);
            comesTrue(() -> value("nursery_task_duration_seconds_count{owner=\"process\",result=\"failed\"}") == 1);
            release.countDown();
            assertThatThrownBy(nursery::join).hasMessageContaining("nursery [measured] failed");
            nursery.close();
            comesTrue(() -> value("nursery_close_duration_seconds_count{owner=\"process\"}") == 1);
        }
        metrics.close();
        assertThat(registry.scrape()).doesNotContain("nursery_");
        loop.stop();
    }

    @Test
    void what_ends_after_their_close_leaves_no_meter_behind() {
        NurseryMetrics metrics = new NurseryMetrics(Nurseries.runtime());
        metrics.bindTo(registry);
        Object task = metrics.taskBegins();
        Object close = metrics.closeBegins();
        metrics.close();
        metrics.taskEnded(task, "late:N", "default", "process", Task.Status.SUCCEEDED);
        metrics.closeEnded(close, "N", "default", "process", 1);
        assertThat(registry.getMeters()).isEmpty();
        assertThat(metrics.taskBegins()).isNull();
    }

    @Test
    void they_are_bound_once() {
        NurseryMetrics metrics = new NurseryMetrics(Nurseries.runtime());
        metrics.bindTo(registry);
        assertThatThrownBy(() -> metrics.bindTo(registry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("metrics of nurseries are bound already; make others for another registry");
        metrics.close();
    }

    @Test
    void a_registry_that_refuses_one_is_left_without_any() {
        NurseryMetrics metrics = new NurseryMetrics(Nurseries.runtime());
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                if (id.getName().equals("nursery.loops")) {
                    throw new IllegalArgumentException("refused on purpose");
                }
                return MeterFilterReply.NEUTRAL;
            }
        });
        assertThatThrownBy(() -> metrics.bindTo(registry)).hasMessage("refused on purpose");
        assertThat(registry.getMeters()).isEmpty();
        assertThat(metrics.taskBegins()).isNull();
    }

    @Test
    void they_are_not_bound_once_closed() {
        NurseryMetrics metrics = new NurseryMetrics(Nurseries.runtime());
        metrics.close();
        assertThatThrownBy(() -> metrics.bindTo(registry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("metrics of nurseries are closed; make others");
        assertThat(registry.getMeters()).isEmpty();
    }
}
