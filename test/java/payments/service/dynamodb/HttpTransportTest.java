package payments.service.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** Against a server in this process. */
@Requirement("A10")
class HttpTransportTest {
    private static final byte[] BODY = "{\"a\":\"Größe\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Integer> ports = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String status = exchange.getRequestHeaders().getFirst("X-Status");
            exchange.getResponseHeaders().add("x-amz-crc32", "7");
            exchange.getResponseHeaders().add("x-amzn-RequestId", "r");
            byte[] answer = ("answer " + exchange.getRequestMethod()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(status), answer.length);
            try (var out = exchange.getResponseBody()) {
                out.write(answer);
            }
        });
        server.createContext("/silent", exchange -> await());
        server.start();
        transport = new HttpTransport(uri("/"));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void itPostsTheBodyAndBringsTheAnswerBack() throws IOException {
        Transport.Reply reply = transport.send(Map.of("X-Status", "200"), BODY, LONG);

        assertThat(bodies).containsExactly("{\"a\":\"Größe\"}");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("answer POST");
        assertThat(reply)
                .extracting(Transport.Reply::status, Transport.Reply::checksum, Transport.Reply::requestId)
                .containsExactly(200, "7", "r");
    }

    /** The last three are those that clients like to act upon by themselves. */
    @Test
    void everyStatusIsAnAnswerWithItsBody() throws IOException {
        for (int status : List.of(400, 413, 500, 503, 302, 404, 401)) {
            Transport.Reply reply = transport.send(Map.of("X-Status", Integer.toString(status)), BODY, LONG);

            assertThat(reply.status()).isEqualTo(status);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("answer POST");
        }
        assertThat(bodies).hasSize(7);
    }

    @Test
    void requestsShareAConnectionFailuresToo() throws IOException {
        for (String status : List.of("200", "400", "500", "200")) {
            transport.send(Map.of("X-Status", status), BODY, LONG);
        }

        assertThat(ports).hasSize(4);
        assertThat(ports.stream().distinct()).hasSize(1);
    }

    @Test
    void aServerThatSaysNothingIsLeftInTime() {
        Transport silent = new HttpTransport(uri("/silent"));
        long start = System.nanoTime();

        assertThatThrownBy(() -> silent.send(Map.of(), BODY, Duration.ofMillis(200)))
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(150), LONG);
    }

    @Test
    void anAnswerWhoseHeadersComeInDropsIsLeftInTime() throws IOException {
        try (ServerSocket dripping = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> drip(dripping));
            Transport transport = new HttpTransport(URI.create("http://127.0.0.1:" + dripping.getLocalPort() + "/"));
            long start = System.nanoTime();

            assertThatThrownBy(() -> transport.send(Map.of(), BODY, Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** A letter each 50 ms for a minute, or until nobody listens. */
    private static void drip(ServerSocket dripping) {
        try (Socket socket = dripping.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1200; i++) {
                socket.getOutputStream().write('a');
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, which is what the test waits for.
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAFailure() throws IOException {
        try (ServerSocket broken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> breakOff(broken));
            Transport transport = new HttpTransport(URI.create("http://127.0.0.1:" + broken.getLocalPort() + "/"));

            assertThatThrownBy(() -> transport.send(Map.of(), BODY, LONG)).isInstanceOf(IOException.class);
        }
    }

    private static void breakOff(ServerSocket broken) {
        try (Socket socket = broken.accept()) {
            byte[] request = new byte[8192];
            assertThat(socket.getInputStream().read(request)).isPositive();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void await() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
