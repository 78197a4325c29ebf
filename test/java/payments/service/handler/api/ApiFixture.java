package payments.service.handler.api;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.Waits;
import payments.service.handler.SampleVariables;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.resilience.Backoff;
import payments.service.resilience.HealthProbe;
import payments.service.store.PaymentTable;
import payments.service.workflow.WorkflowStarter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The handler as Lambda calls it: bytes in, bytes out. Everything that it says is kept. */
final class ApiFixture {
    static final String REQUEST_ID = "lambda-request-1";
    static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final PaymentsApiHandler handler;
    private volatile int remainingMillis = 20_000;

    ApiFixture(DynamoDbClient client, PaymentTable table) {
        this(client, table, Map.of());
    }

    ApiFixture(DynamoDbClient client, PaymentTable table, Map<String, String> variables) {
        this(client, table, variables, new Waits().backoff(), List.of());
    }

    ApiFixture(
            DynamoDbClient client,
            PaymentTable table,
            Map<String, String> variables,
            Backoff backoff,
            List<HealthProbe> probes) {
        this(client, table, variables, backoff, probes, arn -> (id, deadline) -> {
            throw new AssertionError("%s was to be started, and no test wants that".formatted(arn));
        });
    }

    ApiFixture(
            DynamoDbClient client,
            PaymentTable table,
            Map<String, String> variables,
            Backoff backoff,
            List<HealthProbe> probes,
            Function<String, WorkflowStarter> workflows) {
        this(new ServiceParts.Clients(client, client), table, variables, backoff, probes, workflows);
    }

    /** A region that reaches its table and the log of effects by clients of their own. */
    ApiFixture(ServiceParts.Clients clients, PaymentTable table, Map<String, String> variables) {
        this(clients, table, variables, new Waits().backoff(), List.of(), arn -> (id, deadline) -> {
            throw new AssertionError("%s was to be started, and no test wants that".formatted(arn));
        });
    }

    private ApiFixture(
            ServiceParts.Clients clients,
            PaymentTable table,
            Map<String, String> variables,
            Backoff backoff,
            List<HealthProbe> probes,
            Function<String, WorkflowStarter> workflows) {
        Map<String, String> all = new HashMap<>(SampleVariables.DEPLOYED);
        all.put("DYNAMODB_TABLE", table.name());
        table.sortKey().ifPresent(key -> all.put("TABLE_SORT_KEY", key));
        // Most tests ask as nobody; what is refused to nobody has a test of its own.
        all.put("API_ANONYMOUS_READ", "true");
        all.putAll(variables);
        FunctionEnvironment environment = new FunctionEnvironment(FunctionContract.PAYMENTS_API, all);
        this.handler = new PaymentsApiHandler(
                environment,
                ServiceParts.of(ServiceSettings.from(environment), clients, Clock.systemUTC(), backoff, lines::add)
                        .forCallers(),
                probes,
                workflows);
    }

    /** An answer; the body is parsed. */
    record Answer(int status, JsonNode envelope, JsonNode body) {
        String header(String name) {
            return envelope.path("headers").path(name).asText();
        }

        boolean hasHeader(String name) {
            return envelope.path("headers").has(name);
        }

        String problem() {
            return body.path("type").asText().replace("urn:payments:problem:", "");
        }
    }

    /** All that log and metrics said so far, one line each. */
    List<String> lines() {
        return lines;
    }

    /** From now on Lambda says that so much time is left. */
    void leave(int millis) {
        remainingMillis = millis;
    }

    Answer post(String body) {
        return send("POST", "/payments", body, JSON_TYPE);
    }

    /** With a key of its own, unless the headers say otherwise. */
    Answer post(String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(JSON_TYPE);
        all.putAll(headers);
        return send("POST", "/payments", body, all);
    }

    Answer get(String path) {
        return send("GET", path, "", Map.of());
    }

    Answer send(String method, String path, String body, Map<String, String> headers) {
        return send(method, path, body, headers, Map.of());
    }

    /** As the principal of a signed request. */
    Answer as(String principal, String method, String path, String body) {
        return send(method, path, body, JSON_TYPE, Map.of("identity", Map.of("caller", principal)));
    }

    Answer send(String method, String path, String body, Map<String, String> headers, Map<String, ?> requestContext) {
        Map<String, Object> event = new HashMap<>();
        event.put("httpMethod", method);
        event.put("path", path);
        event.put("body", body);
        event.put("headers", headers);
        event.put("requestContext", requestContext);
        return invoke(JSON.valueToTree(event).toString());
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

    private Context context() {
        return (Context) Proxy.newProxyInstance(
                ApiFixture.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getAwsRequestId" -> REQUEST_ID;
                        case "getRemainingTimeInMillis" -> remainingMillis;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
