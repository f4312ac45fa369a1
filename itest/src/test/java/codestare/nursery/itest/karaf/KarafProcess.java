package codestare.nursery.itest.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Karaf that runs. */
public final class KarafProcess implements AutoCloseable {
    /** A start has lasted seven seconds on two busy processors. */
    private static final Duration FOR_A_START = Duration.ofMinutes(2);

    private final KarafHome home;
    private final ChildProcess script;

    /** Null until Karaf has started. */
    private @Nullable ProcessHandle jvm;

    KarafProcess(KarafHome home, ProcessBuilder launcher) throws IOException {
        this.home = home;
        this.script = ChildProcess.leader(launcher);
    }

    /** The process that the launcher script began as: with {@code exec} that of the JVM. */
    public ChildProcess script() {
        return script;
    }

    /** The process of the JVM, once Karaf has started. */
    public ProcessHandle jvm() {
        return Objects.requireNonNull(jvm, "Karaf has not started");
    }

    /** Waits until the guest and the framework have started. */
    public void expectStart() throws InterruptedException {
        script.expect("ready", FOR_A_START);
        jvm = Stream.concat(Stream.of(script.handle()), script.handle().descendants())
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Karaf has no JVM; it printed\n" + script.text()));
    }

    /** Waits until the features that Karaf boots with have started; none of them need be a guest. */
    public void expectFeatures() throws IOException {
        expectLog(" Done.", FOR_A_START);
    }

    /** Runs commands in Karaf's shell, by the client that it brings; returns what they print. */
    public String shell(String... commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home.folder(), "client", ".txt");
        // with arguments in the place of standard input the client prints nothing where there is no terminal
        ProcessBuilder builder = home.inKaraf(List.of(
                home.folder().resolve("bin/client").toString(),
                "-u",
                KarafHome.USER,
                "-p",
                KarafHome.USER,
                "-a",
                Integer.toString(home.shellPort()),
                "-r",
                "60",
                "-d",
                "1",
                "-b"));
        Process client = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var in = client.getOutputStream()) {
            in.write((String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // what it printed tells why
        }
        boolean ended = client.waitFor(FOR_A_START.toSeconds(), TimeUnit.SECONDS);
        client.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as("client has ended; it printed\n%s", printed).isTrue();
        assertThat(printed).doesNotContain("Error executing command", "Command not found");
        return printed;
    }

    /** What Karaf has logged. */
    String log() throws IOException {
        Path log = home.folder().resolve("data/log/karaf.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    void expectLog(String text, Duration limit) throws IOException {
        boolean logged = Limit.comesTrue(limit, () -> {
            try {
                return log().contains(text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        if (!logged) {
            throw new AssertionError("[" + text + "] is not in the log:\n" + log() + "\n" + script.text());
        }
    }

    KarafHome home() {
        return home;
    }

    /** Kills what is left of it, and waits, so that nobody writes to the folder any more. */
    @Override
    public void close() {
        Stream<ProcessHandle> all = Stream.concat(script.handle().descendants(), Stream.of(script.handle()));
        Stream.concat(all, Optional.ofNullable(jvm).stream()).toList().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }
}
