package codestare.nursery.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.runtime.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class NurseryRecorderTest {
    // JDK 17 loses texts of 16 characters and more that come again in a later recording of the process
    private static final AtomicInteger RECORDINGS = new AtomicInteger();

    @TempDir
    private Path folder;

    private final String name = "recorded-" + RECORDINGS.incrementAndGet();

    private static void comesTrue(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Records work, until there is an event of each of these types. */
    private List<RecordedEvent> record(Recording recording, String... types) throws Exception {
        try (Registration installed = NurseryRecorder.install(Nurseries.runtime())) {
            recording.start();
            work();
            // a listener is told a moment later, and a probe when a task has left its nursery
            comesTrue(() -> {
                List<RecordedEvent> events = soFar(recording);
                return Stream.of(types).noneMatch(type -> of(events, type).isEmpty());
            });
            recording.stop();
            return soFar(recording);
        }
    }

    private List<RecordedEvent> soFar(Recording recording) {
        Path file = folder.resolve("recording.jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("codestare.nursery."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("codestare.nursery." + type))
                .toList();
    }

    private void work() {
        CountDownLatch release = new CountDownLatch(1);
        TaskLoop loop = Nurseries.loops().loop(name);
        TaskNursery nursery = Nurseries.factory()
                .open(NurseryOptions.defaults().withName(name).withLoop(loop).withGrace(Duration.ofMillis(50)));
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
                .noneMatch(each -> each.name().equals(name)));
    }

    @Test
    void a_recording_tells_of_tasks_closes_shutdowns_and_stragglers() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("codestare.nursery.Task").withThreshold(Duration.ZERO);
            recording.enable("codestare.nursery.Nursery").withThreshold(Duration.ZERO);
            recording.enable("codestare.nursery.Shutdown");
            recording.enable("codestare.nursery.Straggler");
            List<RecordedEvent> events = record(recording, "Task", "Nursery", "Shutdown", "Straggler");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.getEventType().getCategoryNames()).containsExactly("Nursery");
                assertThat(event.getStackTrace()).isNull();
            });
            assertThat(of(events, "Task")).singleElement().satisfies(event -> {
                assertThat(event.getString("name")).isEqualTo("deaf:" + name);
                assertThat(event.getString("loop")).isEqualTo(name);
                assertThat(event.getString("owner")).isEqualTo("process");
                assertThat(event.getString("status")).isEqualTo("SUCCEEDED");
                assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(50));
                assertThat(event.getThread()).isNotNull();
            });
            assertThat(of(events, "Nursery")).singleElement().satisfies(event -> {
                assertThat(event.getString("name")).isEqualTo(name);
                assertThat(event.getLong("created")).isEqualTo(1);
                assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(40));
            });
            assertThat(of(events, "Straggler")).singleElement().satisfies(event -> {
                assertThat(event.getString("name")).isEqualTo("deaf:" + name);
                assertThat(event.getString("where")).isEqualTo("nursery [" + name + "]");
                assertThat(event.getString("stack")).contains("NurseryRecorderTest");
            });
            assertThat(of(events, "Shutdown")).singleElement().satisfies(event -> {
                assertThat(event.getString("loop")).isEqualTo(name);
                assertThat(event.getString("reason")).isEqualTo("stop of loop [" + name + "]");
            });
        }
    }

    @Test
    void a_recording_tells_of_nothing_that_it_does_not_enable() throws Exception {
        try (Recording recording = new Recording()) {
            recording.disable("codestare.nursery.Task");
            recording.disable("codestare.nursery.Nursery");
            recording.disable("codestare.nursery.Straggler");
            recording.enable("codestare.nursery.Shutdown");
            assertThat(record(recording, "Shutdown"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getEventType().getName()).isEqualTo("codestare.nursery.Shutdown"));
        }
    }
}
