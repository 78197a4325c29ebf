package payments.service.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.handler.PaymentRequestReader.PaymentRequest;
import payments.service.http.Body;
import payments.service.http.HttpRequest;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.idempotency.IdempotencyScope;
import payments.service.payment.CreateOutcome;
import payments.service.payment.IdSource;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.resilience.Deadline;

/** The routes: POST /payments, GET /payments/{id}, GET /health. */
final class PaymentRoutes {
    private final PaymentService payments;
    private final IdSource ids;
    private final String region;

    PaymentRoutes(PaymentService payments, IdSource ids, String region) {
        this.ids = ids;
        this.payments = payments;
        this.region = region;
    }

    /** Answers, or throws what is not the caller's mistake. */
    HttpResponse answer(HttpRequest request, Deadline deadline) {
        try {
            return route(request, deadline);
        } catch (RejectedException e) {
            return HttpResponse.problem(Problem.of(e.rejection()));
        } catch (Body.TooLargeException e) {
            return HttpResponse.problem(Problem.TOO_LARGE);
        }
    }

    private HttpResponse route(HttpRequest request, Deadline deadline) {
        List<String> path = request.path();
        if (path.equals(List.of("health"))) {
            return request.method().equals("GET") ? health() : wrongMethod("GET");
        }
        if (path.equals(List.of("payments"))) {
            return request.method().equals("POST") ? create(request, deadline) : wrongMethod("POST");
        }
        if (path.size() == 2 && path.get(0).equals("payments")) {
            return request.method().equals("GET") ? find(path.get(1), deadline) : wrongMethod("GET");
        }
        return HttpResponse.problem(Problem.UNKNOWN_PATH);
    }

    /** Shallow on purpose: a region whose table is slow must not be taken out of service by its health check. */
    private HttpResponse health() {
        return HttpResponse.json(200, Map.of("status", "ok", "region", region));
    }

    private HttpResponse create(HttpRequest request, Deadline deadline) {
        PaymentRequest order = PaymentRequestReader.read(request);
        PaymentId id = order.id().orElseGet(ids::next);
        CreateOutcome outcome = payments.create(
                new PaymentCommand(
                        new IdempotencyScope(Origin.ANONYMOUS, "POST /payments", id.value()),
                        Optional.of(id),
                        order.money(),
                        PaymentDetails.NONE,
                        ""),
                deadline);
        if (outcome instanceof CreateOutcome.Created created) {
            return HttpResponse.json(201, body(created.payment()));
        }
        if (outcome instanceof CreateOutcome.Replayed replayed) {
            return HttpResponse.json(200, body(replayed.payment())).with("Idempotent-Replayed", "true");
        }
        return HttpResponse.problem(Problem.CONFLICT);
    }

    private HttpResponse find(String id, Deadline deadline) {
        return payments.find(new PaymentId(id), Origin.ANONYMOUS, deadline)
                .map(payment -> HttpResponse.json(200, body(payment)))
                .orElseGet(() -> HttpResponse.problem(Problem.UNKNOWN_PAYMENT));
    }

    private static HttpResponse wrongMethod(String allowed) {
        return HttpResponse.problem(Problem.WRONG_METHOD).with("Allow", allowed);
    }

    /** The amount is a text: a JSON number would become a float in many a client. */
    private Map<String, Object> body(Payment payment) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("payment_id", payment.id().value());
        body.put("status", payment.status().word());
        body.put("amount", payment.money().toDecimal());
        body.put("currency", payment.money().currency().code());
        body.put("region", region);
        body.put("timestamp", payment.createdAt().toString());
        return body;
    }
}
