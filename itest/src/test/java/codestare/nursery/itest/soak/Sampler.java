package codestare.nursery.itest.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes what this process holds to a file, a line each time: {@link Samples} reads it. */
final class Sampler implements AutoCloseable {
    private final Path file;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sampler");
        thread.setDaemon(true);
        return thread;
    });

    /** @param file is written anew */
    Sampler(Path file) throws IOException {
        this.file = Files.writeString(file, Samples.HEADER + "\n");
    }

    /** Takes a sample again and again. */
    void every(Duration period, String state) {
        clock.scheduleAtFixedRate(() -> sample(state), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Collects garbage and takes a sample.
     *
     * @param state what this process is at, so that like is compared with like
     */
    synchronized void sample(String state) {
        System.gc();
        String line = String.format(
                Locale.ROOT,
                "%.1f,%s,%d,%d,%d,%d%n",
                (System.nanoTime() - start) / 1e9,
                state,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getOpenFileDescriptorCount(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("[" + file + "] cannot be written", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
