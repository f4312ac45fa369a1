package codestare.nursery.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Nurseries;
import codestare.nursery.NurseryClosedException;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTest {
    private final Counters counters = new Counters();
    private TaskNursery relay;
    private TaskNursery connection;
    private SocketPair client;
    private ServerSocketChannel server;

    @BeforeEach
    void open() throws IOException {
        relay = Nurseries.factory().open();
        connection = relay.open("conn-1");
        client = SocketPair.connect();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        client.close();
        server.close();
    }

    private Target target() throws IOException {
        return new Target(Endpoint.of((InetSocketAddress) server.getLocalAddress()));
    }

    private void start() throws IOException {
        Connection.start(connection, client.relayed(), target(), counters);
    }

    private void awaitEnd() throws Exception {
        connection.sentinelTask().get();
        assertThat(connection.isClosed()).isTrue();
        assertThat(client.relayed().isOpen()).isFalse();
    }

    @Nested
    class When_both_directions_end {
        @Test
        void the_answer_arrives_and_the_connection_is_gone() throws Exception {
            start();
            try (SocketChannel accepted = server.accept()) {
                client.peer().write(StandardCharsets.UTF_8.encode("question"));
                client.peer().shutdownOutput();
                assertThat(Channels.newInputStream(accepted).readAllBytes())
                        .asString()
                        .isEqualTo("question");
                accepted.write(StandardCharsets.UTF_8.encode("an answer"));
            }

            assertThat(Channels.newInputStream(client.peer()).readAllBytes())
                    .asString()
                    .isEqualTo("an answer");
            awaitEnd();
            assertThat(counters).hasToString("accepted 0, open 0, refused 0, broken 0, bytes up 8, bytes down 9");
        }
    }

    @Nested
    class When_the_target_refuses {
        @Test
        void the_client_is_closed_and_counted() throws Exception {
            Target nobody = target();
            server.close();

            Connection.start(connection, client.relayed(), nobody, counters);

            assertThat(client.peer().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            awaitEnd();
            assertThat(counters).hasToString("accepted 0, open 0, refused 1, broken 0, bytes up 0, bytes down 0");
        }
    }

    @Nested
    class When_one_side_resets {
        @Test
        void the_other_side_is_closed_and_the_connection_counts_once() throws Exception {
            start();
            try (SocketChannel accepted = server.accept()) {
                client.peer().setOption(StandardSocketOptions.SO_LINGER, 0).close();

                assertThat(accepted.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
            awaitEnd();
            assertThat(counters).hasToString("accepted 0, open 0, refused 0, broken 1, bytes up 0, bytes down 0");
        }
    }

    @Nested
    class When_the_relay_ends {
        @Test
        void an_open_connection_is_closed_and_nothing_counts_as_broken() throws Exception {
            start();
            try (SocketChannel accepted = server.accept()) {
                relay.close();

                assertThat(accepted.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                assertThat(client.peer().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
            awaitEnd();
            assertThat(counters).hasToString("accepted 0, open 0, refused 0, broken 0, bytes up 0, bytes down 0");
        }

        @Test
        void a_late_client_is_closed() {
            relay.close();

            assertThatThrownBy(ConnectionTest.this::start).isInstanceOf(NurseryClosedException.class);
            assertThat(client.relayed().isOpen()).isFalse();
        }
    }
}
