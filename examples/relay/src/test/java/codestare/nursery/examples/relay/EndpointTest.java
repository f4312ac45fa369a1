package codestare.nursery.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Nested
    class To_listen_on {
        @ParameterizedTest
        @CsvSource({
            "9000, 127.0.0.1, 9000",
            "0, 127.0.0.1, 0",
            "0.0.0.0:9000, 0.0.0.0, 9000",
            "example.org:1, example.org, 1",
            "[::1]:65535, ::1, 65535"
        })
        void the_host_may_be_left_out(String text, String host, int port) {
            assertThat(Endpoint.toListenOn(text)).isEqualTo(new Endpoint(host, port));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "nine", ":9000", "65536", "999999", "-1", "::1:9000", "[::1]", "[]:1", "a:b:1", "host:"})
        void other_forms_are_refused(String text) {
            assertThatThrownBy(() -> Endpoint.toListenOn(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("[" + text + "] is no address; write [host:]port, for example 9000 or 0.0.0.0:9000");
        }
    }

    @Nested
    class To_connect_to {
        @ParameterizedTest
        @ValueSource(strings = {"localhost:8000", "10.0.0.1:1", "[fe80::1]:443"})
        void reading_turns_writing_back(String text) {
            assertThat(Endpoint.toConnectTo(text)).hasToString(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"8000", "localhost", "localhost:0"})
        void host_and_port_are_needed(String text) {
            assertThatThrownBy(() -> Endpoint.toConnectTo(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("[" + text + "] is no address; write host:port, for example localhost:8000");
        }
    }

    @Test
    void what_was_listened_on_is_read_again_as_it_was() {
        Endpoint any = Endpoint.toListenOn("[::]:9000");
        assertThat(Endpoint.toListenOn(any.toString())).isEqualTo(any);
    }
}
