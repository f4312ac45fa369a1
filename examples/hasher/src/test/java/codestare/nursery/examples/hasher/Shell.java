package codestare.nursery.examples.hasher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Runs commands as people do, in one folder, with the dispositions of signals that a shell gives. */
final class Shell {
    /** Longer than anything that works takes, however slow the machine. */
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private static final List<String> WITHOUT_PRIVILEGE =
            List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--");

    private final Path folder;
    private final List<String> prefix;

    private Shell(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** A shell whose user cannot read everything, where that can be had: a superuser gives the privilege away. */
    static Shell in(Path folder) throws Exception {
        Shell plain = new Shell(folder, List.of());
        Path locked = Files.createFile(folder.resolve("locked-to-try"));
        plain.run("chmod", "000", locked.toString());
        Shell weaker = plain.run("cat", locked.toString()).status() == 0 ? new Shell(folder, WITHOUT_PRIVILEGE) : plain;
        boolean helps = weaker.run("cat", locked.toString()).status() == 1;
        Files.delete(locked);
        return helps ? weaker : plain;
    }

    /** What a command came to; its output as characters that are bytes. */
    record Result(int status, String out, List<String> errors) {
        List<String> sortedLines() {
            return Arrays.stream(out.split("\n")).sorted().toList();
        }
    }

    /** A command that runs. */
    final class Running implements AutoCloseable {
        private final Path out = Files.createTempFile("out", null);
        private final Path errors = Files.createTempFile("errors", null);
        private final Process process;

        private Running(List<String> command) throws IOException {
            List<String> all = new ArrayList<>(prefix);
            all.addAll(List.of("env", "--default-signal=TERM,INT,HUP"));
            all.addAll(command);
            process = new ProcessBuilder(all)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
        }

        /** Waits until standard error has something in it that matches. */
        void expectError(String expression) {
            Pattern pattern = Pattern.compile(expression);
            assertThat(comesTrue(() -> pattern.matcher(read(errors)).find()))
                    .as("[%s] in %s", expression, read(errors))
                    .isTrue();
        }

        void signal(String name) throws Exception {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }

        Result result() throws Exception {
            assertThat(process.waitFor(GENEROUS.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends; errors: %s", read(errors))
                    .isTrue();
            return new Result(
                    process.exitValue(), read(out), read(errors).lines().toList());
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(errors);
        }
    }

    Running start(String... command) throws IOException {
        return new Running(List.of(command));
    }

    Result run(String... command) throws Exception {
        try (Running running = start(command)) {
            return running.result();
        }
    }

    Result bash(String line) throws Exception {
        return run("bash", "-c", line);
    }

    private static boolean comesTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + GENEROUS.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
