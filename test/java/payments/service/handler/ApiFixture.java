package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import payments.service.store.PaymentStore;

/** The handler as Lambda calls it: bytes in, bytes out. */
final class ApiFixture {
    static final String REQUEST_ID = "lambda-request-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PaymentsApiHandler handler;

    ApiFixture(PaymentStore store) {
        this.handler =
                new PaymentsApiHandler(ServiceSettings.from(ServiceSettingsTest.DEPLOYED), store, Clock.systemUTC());
    }

    /** An answer; the body is parsed. */
    record Answer(int status, JsonNode envelope, JsonNode body) {
        String header(String name) {
            return envelope.path("headers").path(name).asText();
        }
    }

    Answer post(String body) {
        return post(body, Map.of());
    }

    Answer post(String body, Map<String, String> headers) {
        return send("POST", "/payments", body, headers);
    }

    Answer get(String path) {
        return send("GET", path, "", Map.of());
    }

    Answer send(String method, String path, String body, Map<String, String> headers) {
        var event = JSON.createObjectNode()
                .put("httpMethod", method)
                .put("path", path)
                .put("body", body);
        event.set("headers", JSON.valueToTree(headers));
        return invoke(event.toString());
    }

    Answer file(String name) {
        try (InputStream file = ApiFixture.class.getResourceAsStream("/events/" + name)) {
            return invoke(new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer invoke(String event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context());
            JsonNode envelope = JSON.readTree(out.toByteArray());
            return new Answer(
                    envelope.path("statusCode").asInt(),
                    envelope,
                    JSON.readTree(envelope.path("body").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                ApiFixture.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getAwsRequestId")) {
                        return REQUEST_ID;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
