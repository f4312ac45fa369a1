package codestare.nursery.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.runtime.Registration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class NurseryRecorderTest {
    @TempDir
    private Path folder;

    private static void comesTrue(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private List<RecordedEvent> record(Recording recording, Runnable work) throws Exception {
        try (Registration installed = NurseryRecorder.install(Nurseries.runtime())) {
            recording.start();
            work.run();
            // listeners are told a moment later, tasks before they are gone
            comesTrue(() -> Nurseries.runtime().shutdowns().isEmpty());
            recording.stop();
            Path file = folder.resolve("recording.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("codestare.nursery."))
                    .toList();
        }
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("codestare.nursery." + type))
                .toList();
    }

    private static void work() {
        CountDownLatch release = new CountDownLatch(1);
        TaskLoop loop = Nurseries.loops().loop("recorded");
        TaskNursery nursery = Nurseries.factory()
                .open(NurseryOptions.defaults()
                        .withName("recorded")
                        .withLoop(loop)
                        .withGrace(Duration.ofMillis(50)));
        CountDownLatch begun = new CountDownLatch(1);
        nursery.createTask("deaf", () -> {
            begun.countDown();
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException e) {
                    // as a stuck task does
                }
            }
        });
        try {
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        nursery.close();
        comesTrue(() -> Nurseries.runtime().stragglers().size() == 1);
        release.countDown();
        comesTrue(() -> Nurseries.runtime().stragglers().isEmpty());
        loop.stop();
        comesTrue(() -> Nurseries.runtime().loops().stream()
                .noneMatch(each -> each.name().equals("recorded")));
    }

    @Test
    void a_recording_tells_of_tasks_closes_shutdowns_and_stragglers() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("codestare.nursery.Task").withThreshold(Duration.ZERO);
            recording.enable("codestare.nursery.Nursery").withThreshold(Duration.ZERO);
            recording.enable("codestare.nursery.Shutdown");
            recording.enable("codestare.nursery.Straggler");
            List<RecordedEvent> events = record(recording, NurseryRecorderTest::work);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.getEventType().getCategoryNames()).containsExactly("Nursery");
                assertThat(event.getStackTrace()).isNull();
            });
            assertThat(of(events, "Task")).singleElement().satisfies(event -> {
                assertThat(event.getString("name")).isEqualTo("deaf:recorded");
                assertThat(event.getString("loop")).isEqualTo("recorded");
                assertThat(event.getString("owner")).isEqualTo("process");
                assertThat(event.getString("status")).isEqualTo("SUCCEEDED");
                assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(50));
                assertThat(event.getThread()).isNotNull();
            });
            assertThat(of(events, "Nursery")).singleElement().satisfies(event -> {
                assertThat(event.getString("name")).isEqualTo("recorded");
                assertThat(event.getLong("created")).isEqualTo(1);
                assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(40));
            });
            assertThat(of(events, "Straggler")).singleElement().satisfies(event -> {
                assertThat(event.getString("name")).isEqualTo("deaf:recorded");
                assertThat(event.getString("where")).isEqualTo("nursery [recorded]");
                assertThat(event.getString("stack")).contains("CountDownLatch.await");
            });
            assertThat(of(events, "Shutdown")).singleElement().satisfies(event -> {
                assertThat(event.getString("loop")).isEqualTo("recorded");
                assertThat(event.getString("reason")).isEqualTo("stop of loop [recorded]");
            });
        }
    }

    @Test
    void a_recording_without_these_events_tells_of_none() throws Exception {
        try (Recording recording = new Recording()) {
            recording.disable("codestare.nursery.Task");
            recording.disable("codestare.nursery.Nursery");
            recording.disable("codestare.nursery.Shutdown");
            recording.disable("codestare.nursery.Straggler");
            assertThat(record(recording, NurseryRecorderTest::work)).isEmpty();
        }
    }
}
