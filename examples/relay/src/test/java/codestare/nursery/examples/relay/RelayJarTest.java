package codestare.nursery.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code relay.jar} as people do. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // an interrupt does not end a read of a socket
class RelayJarTest {
    private static final Pattern LISTENS =
            Pattern.compile(".*relay listens on \\[127\\.0\\.0\\.1:(\\d+)] and relays to .*");

    @TempDir
    private Path temporary;

    private ServerSocketChannel target;
    private Process relay;
    private BufferedReader log;

    @BeforeEach
    void start() throws IOException {
        target = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        relay = relay(0);
        log = relay.errorReader();
    }

    @AfterEach
    void end() throws IOException {
        relay.destroyForcibly();
        target.close();
    }

    @Test
    void a_few_megabytes_go_there_and_back() throws Exception {
        byte[] sent = new byte[5_000_000];
        new Random(1).nextBytes(sent);

        byte[] received;
        // a plain socket: on JDK 17 the two streams of a channel share a lock
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port())) {
            CompletableFuture<Void> echo = inBackground(() -> {
                try (SocketChannel accepted = target.accept()) {
                    Channels.newInputStream(accepted).transferTo(Channels.newOutputStream(accepted));
                }
            });
            CompletableFuture<Void> sending = inBackground(() -> {
                client.getOutputStream().write(sent);
                client.shutdownOutput();
            });
            received = client.getInputStream().readAllBytes();
            sending.get();
            echo.get();
        }

        assertThat(received).isEqualTo(sent);
    }

    @Nested
    class On_Ctrl_C {
        @Test
        void every_connection_is_closed_and_the_status_is_130() throws Exception {
            int port = port();
            List<SocketChannel> ends = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ends.add(connect(port));
                ends.add(target.accept());
            }

            new ProcessBuilder("kill", "-INT", Long.toString(relay.pid()))
                    .start()
                    .waitFor();

            for (SocketChannel end : ends) {
                assertThat(end.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                end.close();
            }
            assertThat(relay.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(relay.exitValue()).isEqualTo(130);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("relay has ended: accepted 20, open 0, refused 0, broken 0"));
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Nested
    class When_the_port_is_in_use {
        @Test
        void one_line_says_so_and_the_status_is_1() throws Exception {
            int port = port();

            Process second = relay(port);

            try (BufferedReader words = second.errorReader()) {
                assertThat(words.lines().filter(line -> line.contains(" SEVERE ")))
                        .singleElement()
                        .asString()
                        .endsWith("relay cannot listen on [127.0.0.1:" + port
                                + "]: Address already in use; choose another port with --listen");
            }
            assertThat(second.waitFor()).isEqualTo(1);
        }
    }

    @Nested
    class With_a_wrong_command_line {
        @Test
        void the_usage_is_shown_and_the_status_is_2() throws Exception {
            Process wrong = java("--listen", "9000");

            try (BufferedReader words = wrong.errorReader()) {
                assertThat(words.lines())
                        .startsWith("relay: option [--to] is missing", "")
                        .anyMatch(line -> line.startsWith("usage: "));
            }
            assertThat(wrong.waitFor()).isEqualTo(2);
        }
    }

    private Process relay(int port) throws IOException {
        Endpoint to = Endpoint.of((InetSocketAddress) target.getLocalAddress());
        return java("--listen", Integer.toString(port), "--to", to.toString());
    }

    private Process java(String... arguments) throws IOException {
        // what starts this test may ignore INT, and processes inherit that; errors of the system come in its language
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "LC_ALL=C"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary, "-Duser.language=en"));
        command.addAll(List.of("-jar", Path.of("target", "relay.jar").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    /** Waits until the relay listens. */
    private int port() throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = LISTENS.matcher(line);
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError("relay has ended before it listened");
    }

    private static SocketChannel connect(int port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private interface Action {
        void run() throws IOException;
    }

    // not on the common pool: on two processors it has one thread, and from JDK 25 on it is used all the same
    private static CompletableFuture<Void> inBackground(Action action) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        action.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "background").start());
    }
}
