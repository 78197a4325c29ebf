package payments.account;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An account that answers as a test says. A call is named by its action, or by method and path: {@code DescribeRegions},
 * {@code GET /account}. What is not said is answered with 404.
 */
public final class FakeAccount implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private record Reply(int status, String body) {}

    public FakeAccount() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        server.createContext("/", this::handle);
        server.start();
        answers("GetCallerIdentity", "<r><Account>123456789012</Account></r>");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public FakeAccount answers(String call, String body) {
        return refuses(call, 200, body);
    }

    public FakeAccount refuses(String call, int status, String body) {
        replies.put(call, new Reply(status, body));
        return this;
    }

    /** The calls, each with the region that it was signed for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = name(exchange, body);
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String[] scope = authorization.split("/", -1);
        asked.add(scope[2] + " " + call);
        Reply reply = replies.getOrDefault(call, new Reply(404, "<Error><Code>NotFound</Code></Error>"));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), isHead ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String name(HttpExchange exchange, String body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.replaceFirst(".*\\.", "");
        }
        String action = URLDecoder.decode(body, StandardCharsets.UTF_8).replaceFirst("(?s)^.*?Action=([^&]*).*$", "$1");
        return action.isEmpty()
                ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                : action;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
