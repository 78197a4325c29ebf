package payments.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A small HTTP server in front of a function, which makes the event that API Gateway or a load balancer makes. It is no
 * emulation of them: what they refuse by themselves, this hands on, except a request without a key that a stage demands.
 */
final class HttpFront implements AutoCloseable {
    /** Who makes the event. */
    enum Kind {
        REST,
        HTTP,
        LOAD_BALANCER
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORBIDDEN = 403;

    private final HttpServer server;
    private final String stage;

    /**
     * Starts it.
     *
     * @param stage the first part of the path, which the event does not have; empty for none
     * @param key the API key that is demanded; empty for none
     * @param function takes an event and answers with what the function answered
     */
    HttpFront(Kind kind, String stage, String key, UnaryOperator<String> function) {
        this.stage = stage;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            if (!key.isEmpty() && !key.equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
                answer(exchange, FORBIDDEN, "{\"message\":\"Forbidden\"}");
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String path = exchange.getRequestURI().getPath().replaceFirst("^/" + stage + "(?=/)", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String event = event(kind, exchange.getRequestMethod(), path, headers, body);
            JsonNode answer = JSON.readTree(function.apply(event));
            answer.path("headers").properties().forEach(header -> exchange.getResponseHeaders()
                    .add(header.getKey(), header.getValue().asText()));
            answer(
                    exchange,
                    answer.path("statusCode").asInt(),
                    answer.path("body").asText());
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The event of a request. */
    static String event(Kind kind, String method, String path, Map<String, String> headers, String body) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode context = event.putObject("requestContext");
        switch (kind) {
            case REST -> {
                event.put("httpMethod", method).put("path", path);
                context.put("stage", "test").put("requestId", "request-of-a-test");
                context.putObject("identity").put("sourceIp", "192.0.2.10");
            }
            case HTTP -> {
                event.put("version", "2.0").put("rawPath", path).put("rawQueryString", "");
                context.put("stage", "test").put("requestId", "request-of-a-test");
                context.putObject("http")
                        .put("method", method)
                        .put("path", path)
                        .put("sourceIp", "192.0.2.10");
            }
            case LOAD_BALANCER -> {
                event.put("httpMethod", method).put("path", path);
                context.putObject("elb").put("targetGroupArn", "arn:aws:elasticloadbalancing:any:123456789012:any");
            }
        }
        event.set("headers", JSON.valueToTree(headers));
        event.put("body", body.isEmpty() ? null : body).put("isBase64Encoded", false);
        return event.toString();
    }

    /** Where it is, with the stage. */
    URI address() {
        return URI.create(
                "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), stage.isEmpty() ? "" : "/" + stage));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
