package payments.service.handler.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionEnvironment;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.json.JsonText;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbClients;

/**
 * A payment that never happens: it goes the whole way from the event to the signed request, where the only answer is an
 * empty object. Its log and metrics are thrown away.
 */
final class FirstPayment implements Runnable {
    private static final Duration TIME = Duration.ofSeconds(10);

    private final FunctionEnvironment environment;
    private final ServiceSettings settings;

    FirstPayment(FunctionEnvironment environment, ServiceSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    /**
     * Makes the payment.
     *
     * @throws IllegalStateException when it is not accepted: then the way that it was to prime was not gone
     */
    @Override
    public void run() {
        ServiceParts parts = ServiceParts.of(
                        settings,
                        DynamoDbClients.answeringNothing(settings.region()),
                        Clock.systemUTC(),
                        new Backoff(),
                        line -> {})
                .regardlessOfOwner();
        PaymentsApiHandler handler = new PaymentsApiHandler(environment, parts, List.of());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event().getBytes(StandardCharsets.UTF_8)),
                    answer,
                    "first-payment",
                    Deadline.in(TIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int status = ApiSettings.from(environment).dialect().answers().createdStatus();
        if (!answer.toString(StandardCharsets.UTF_8).contains("\"statusCode\":%d".formatted(status))) {
            throw new IllegalStateException("the first payment was not accepted");
        }
    }

    private String event() {
        ApiSettings api = ApiSettings.from(environment);
        Map<String, Object> body = new LinkedHashMap<>();
        api.dialect().requests().idField().ifPresent(field -> body.put(field, "first-payment"));
        body.put("amount", 1);
        body.put("reference", "first-payment");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("httpMethod", "POST");
        event.put("path", "/" + api.dialect().path());
        event.put("headers", Map.of("Content-Type", "application/json"));
        event.put("body", JsonText.of(body));
        return JsonText.of(event);
    }
}
