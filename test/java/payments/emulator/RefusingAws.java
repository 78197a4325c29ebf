package payments.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.emulator.refusal.Refusals;

/**
 * An emulator that takes everything, behind the proxy that refuses; time passes when the test says so. Calls are made as clients
 * make them, over HTTP.
 */
final class RefusingAws implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(?:RoleName|UserName)=([^&]*)");

    private final HttpServer taking;
    private final EmulatorProxy proxy;
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    /** @param regions those to be opted in to that the account has enabled */
    RefusingAws(String... regions) throws IOException {
        taking = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        taking.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = answer(exchange.getRequestURI().getPath(), asked).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        taking.start();
        proxy = new EmulatorProxy(
                URI.create("http://127.0.0.1:" + taking.getAddress().getPort()),
                null,
                Refusals.ofAccount(() -> now, Set.of(regions)));
    }

    /** What the refusals read of an answer: the ARN of what was made, the number of a version. */
    private static String answer(String path, String asked) {
        if (path.contains("/functions")) {
            return "{\"Version\": \"1\"}";
        }
        Matcher name = NAME.matcher(asked);
        return asked.contains("Action=Create")
                ? "<r><Arn>arn:aws:iam::123456789012:%s/%s</Arn></r>"
                        .formatted(asked.contains("UserName") ? "user" : "role", name.find() ? name.group(1) : asked)
                : "{}";
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /** A call with a form: action and parameters, such as {@code CreateRole&RoleName=a}; values are encoded already. */
    String form(String service, String region, String form) {
        return call("POST", service, region, "/", "", "Action=" + form);
    }

    /** A call whose action is in a header. */
    String target(String service, String region, String target, String json) {
        return call("POST", service, region, "/", target, json);
    }

    /** A call by path. */
    String path(String service, String region, String methodAndPath, String body) {
        String[] parts = methodAndPath.split(" ", 2);
        return call(parts[0], service, region, parts[1], "", body);
    }

    /** Status and body of the answer. */
    private String call(String method, String service, String region, String path, String target, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(proxy.address().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=a/20261129/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                                .formatted(region, service));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new AssertionError("%s %s was not answered".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        proxy.close();
        taking.stop(0);
    }
}
