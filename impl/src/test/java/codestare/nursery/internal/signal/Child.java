package codestare.nursery.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SignalledProgram} in a process of its own, seen from outside. */
final class Child implements AutoCloseable {
    /** What most tests have done first, and what the answer to it is. */
    static final String INSTALL = "install INT TERM HUP";

    static final String INSTALLED = "{INT=INSTALLED, TERM=INSTALLED, HUP=INSTALLED}";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final PrintWriter commands;

    /** Guarded by itself. */
    private final List<String> lines = new ArrayList<>();

    private final Thread reader = new Thread(this::read, "reader of a child");

    /** Starts it with default dispositions, whatever this JVM inherited from its shell; env becomes the JVM itself. */
    Child(String... jvmFlags) throws IOException {
        this(List.of("--default-signal=INT,HUP,TERM"), jvmFlags);
    }

    Child(List<String> dispositions, String... jvmFlags) throws IOException {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(dispositions);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmFlags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SignalledProgram.class.getName()));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException destroyed) {
            // closed by close, with nothing left to read for anybody
        }
    }

    /** Has a command obeyed and waits for the answer. */
    Child tell(String command, String answer) throws InterruptedException {
        long before = count(answer);
        commands.println(command);
        return await(before + 1, answer);
    }

    Child kill(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
        return this;
    }

    /** Waits for a line that contains the words. */
    Child await(String words) throws InterruptedException {
        return await(1, words);
    }

    Child await(long times, String words) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        synchronized (lines) {
            while (count(words) < times) {
                long rest = end - System.nanoTime();
                assertThat(rest)
                        .as("time left for %d times [%s] in %s", times, words, lines)
                        .isPositive();
                assertThat(reader.isAlive() || count(words) >= times)
                        .as("[%s] in %s", words, lines)
                        .isTrue();
                lines.wait(Math.min(rest / 1_000_000 + 1, 100));
            }
        }
        return this;
    }

    private long count(String words) {
        synchronized (lines) {
            return lines.stream().filter(line -> line.contains(words)).count();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit status, once the process has ended and all that it said was read. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE, TimeUnit.NANOSECONDS))
                .as("ended: %s", lines())
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    /** What it has said so far. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Which of the wanted lines it has said so far, in its order. */
    List<String> answers(String... wanted) {
        return lines().stream().filter(List.of(wanted)::contains).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
