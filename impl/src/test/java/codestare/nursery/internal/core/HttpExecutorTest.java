package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;

/** The JDK's own HTTP server and client, each with an executor of a nursery. */
class HttpExecutorTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch forever = new CountDownLatch(1);

    @Nested
    class A_server_and_a_client {
        @EachThreadKind
        void run_on_nurseries(Ground ground) throws Exception {
            TaskNursery serving = ground.open("serving");
            HttpServer server = serve(ground, serving);
            TaskNursery asking = ground.open("asking");
            HttpClient client =
                    HttpClient.newBuilder().executor(asking.executor()).build();
            String answer = client.send(request(server, "/task"), BodyHandlers.ofString())
                    .body();
            assertThat(answer).isEqualTo("task:serving");
            Task<HttpResponse<String>> task =
                    asking.adopt("ask", client.sendAsync(request(server, "/task"), BodyHandlers.ofString()));
            assertThat(task.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            asking.close();
            serving.close();
        }

        @EachThreadKind
        void end_with_their_nurseries_in_the_middle_of_a_request(Ground ground) throws Exception {
            TaskNursery serving = ground.open("serving");
            HttpServer server = serve(ground, serving);
            TaskNursery asking = ground.open("asking");
            HttpClient client =
                    HttpClient.newBuilder().executor(asking.executor()).build();
            Task<HttpResponse<String>> task =
                    asking.adopt("ask", client.sendAsync(request(server, "/hang"), BodyHandlers.ofString()));
            Ground.await(asked);
            asking.close();
            assertThat(task.status()).isEqualTo(Task.Status.CANCELLED);
            serving.close();
            assertThat(ground.events()).containsExactly("handler interrupted", "server stopped");
            assertThatThrownBy(() -> serving.executor().execute(() -> {}))
                    .hasMessage("nursery [serving] is closed; open a new one");
        }
    }

    private HttpServer serve(Ground ground, TaskNursery nursery) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(nursery.executor());
        server.createContext("/task", exchange -> {
            byte[] answer = ground.loops().currentTask().orElseThrow().name().getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.createContext("/hang", exchange -> {
            asked.countDown();
            try {
                forever.await();
            } catch (InterruptedException e) {
                ground.note("handler interrupted");
                exchange.close();
            }
        });
        nursery.callback(() -> {
            server.stop(0);
            ground.note("server stopped");
        });
        server.start();
        return server;
    }

    private static HttpRequest request(HttpServer server, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
    }
}
