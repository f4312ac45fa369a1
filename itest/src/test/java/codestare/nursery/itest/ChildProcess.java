package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Journal;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program in a process of its own, most often a JVM, that gets real signals.
 *
 * <p>It starts with the default disposition of each signal, whatever this process has inherited; {@code env}, {@code nohup} and {@code sh}
 * put themselves in the place of the process, so the signals go to the JVM itself.
 */
public final class ChildProcess implements AutoCloseable {
    private static final String NOTE = "note: ";
    private static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal=TERM,INT,HUP");
    private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Process process;
    private final Journal output = new Journal();
    private final Thread reader;

    private ChildProcess(ProcessBuilder builder) throws IOException {
        process = builder.redirectErrorStream(true).start();
        reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** A program that leads a process group of its own; the builder is changed. */
    public static ChildProcess leader(ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(DEFAULT_SIGNALS);
        command.addAll(builder.command());
        return new ChildProcess(builder.command(command)).withoutInput();
    }

    public static ChildProcess java(List<String> arguments) throws IOException {
        return java(OWN_JAVA, arguments);
    }

    /** A JVM whose program reads what it is told. */
    public static ChildProcess javaToTell(List<String> arguments) throws IOException {
        return start(List.of(), OWN_JAVA, arguments);
    }

    /** The JVM of another home than this one's. */
    static ChildProcess java(Path java, List<String> arguments) throws IOException {
        return start(List.of(), java, arguments).withoutInput();
    }

    /** A JVM that ignores HUP from its start on. */
    static ChildProcess javaUnderNohup(List<String> arguments) throws IOException {
        return start(List.of("nohup"), OWN_JAVA, arguments).withoutInput();
    }

    /** A JVM that a line of the shell starts: its arguments are the command, and {@code exec} must be its last word. */
    static ChildProcess javaBy(String line, List<String> arguments) throws IOException {
        return start(List.of("sh", "-c", line, "sh"), OWN_JAVA, arguments).withoutInput();
    }

    private static ChildProcess start(List<String> prefix, Path java, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(DEFAULT_SIGNALS);
        command.addAll(prefix);
        command.add(java.toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(arguments);
        return new ChildProcess(new ProcessBuilder(command));
    }

    private ChildProcess withoutInput() throws IOException {
        process.getOutputStream().close();
        return this;
    }

    public static String classPath(Path... entries) {
        return List.of(entries).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Sends a signal, named without {@code SIG}. */
    public void signal(String name) throws IOException, InterruptedException {
        signal(name, process.toHandle());
    }

    /** Sends a signal to another process. */
    public static void signal(String name, ProcessHandle receiver) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(receiver.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("status of kill -%s", name).isZero();
    }

    /** Writes a line that the program reads from its standard input. */
    public void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until the program has noted this. */
    public void expect(String note) throws InterruptedException {
        expect(note, Limit.GENEROUS);
    }

    /** Waits so long for a note. */
    public void expect(String note, Duration limit) throws InterruptedException {
        if (!output.await(NOTE + note, limit)) {
            throw new AssertionError("note [" + note + "] is missing in\n" + text());
        }
    }

    /** Waits for the end of the process, which must not come by a limit of a minute or more. */
    public int status() throws InterruptedException {
        return status(50);
    }

    /** Waits so long for the end of the process. */
    public int status(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("process lives after " + seconds + " s; it printed\n" + text());
        }
        reader.join(Limit.GENEROUS.toMillis());
        return process.exitValue();
    }

    public boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What the program has noted. */
    public List<String> notes() {
        return output.notes().stream()
                .filter(line -> line.startsWith(NOTE))
                .map(line -> line.substring(NOTE.length()))
                .collect(Collectors.toList());
    }

    /** All that the process has printed, its log too. */
    public String text() {
        return String.join("\n", output.notes());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.note(line);
            }
        } catch (IOException e) {
            output.note("output of the process cannot be read: " + e);
        }
    }
}
