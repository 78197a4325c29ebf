package payments.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service's side of the Lambda runtime API, version 2018-06-01 (Lambda developer guide, "Using the Lambda runtime
 * API"): hands one event at a time to the runtime that asks, and takes what it reports. A restore follows at once on the
 * snapshot.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime";
    private static final Duration TIME = Duration.ofSeconds(60);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** What the runtime can say. */
    enum Kind {
        READY,
        RESPONSE,
        ERROR,
        INIT_ERROR,
        RESTORED
    }

    /**
     * What the runtime said.
     *
     * @param body the answer, or the error as JSON with {@code errorType} and {@code errorMessage}
     */
    record Report(Kind kind, String body) {}

    RuntimeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(VERSION + "/invocation/next", this::next);
        server.createContext(VERSION + "/invocation/", this::done);
        server.createContext(VERSION + "/init/error", exchange -> take(exchange, Kind.INIT_ERROR));
        server.createContext(VERSION + "/restore/next", this::restore);
        server.start();
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API names them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void offer(String event) {
        events.add(event);
    }

    /** The next thing that the runtime says; empty when it says nothing for a while. */
    Optional<Report> report(Duration patience) {
        try {
            return Optional.ofNullable(reports.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        reports.add(new Report(Kind.READY, ""));
        String event;
        try {
            event = events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", "request-" + requests.incrementAndGet());
        headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + TIME.toMillis()));
        headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:test");
        // The client's native part reads it without looking whether it is there, and crashes where it is not.
        headers.add("Content-Type", "application/json");
        answer(exchange, 200, event);
    }

    private void done(HttpExchange exchange) throws IOException {
        boolean failed = exchange.getRequestURI().getPath().endsWith("/error");
        take(exchange, failed ? Kind.ERROR : Kind.RESPONSE);
    }

    private void restore(HttpExchange exchange) throws IOException {
        reports.add(new Report(Kind.RESTORED, ""));
        answer(exchange, 200, "");
    }

    private void take(HttpExchange exchange, Kind kind) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        // Before the answer: with it the client asks for its next event, and that is a report too.
        reports.add(new Report(kind, body));
        answer(exchange, 202, "{\"status\":\"OK\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
