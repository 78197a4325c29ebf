package payments.service.handler.api;

import java.util.Map;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.http.HttpRequest;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.workflow.CaptureOutcome;
import payments.service.workflow.Captures;

/**
 * POST /name/{id}/capture: has the workflow take the money of a payment of the caller. Repeating it is safe without any
 * key, since a payment is captured once.
 */
final class CaptureRoute {
    /** The last part of the path. */
    static final String NAME = "capture";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Captures captures;
    private final PaymentAnswer answer;
    private final ErrorResponses errors;

    CaptureRoute(Captures captures, PaymentAnswer answer, ErrorResponses errors) {
        this.captures = captures;
        this.answer = answer;
        this.errors = errors;
    }

    /** 202 while the workflow is at it, 200 when the money was taken before. */
    HttpResponse answer(PaymentId id, HttpRequest request, RequestScope scope) {
        if (!saysNothing(request)) {
            return errors.of(Problem.UNEXPECTED_BODY);
        }
        return captures.request(id, request.caller(), scope.deadline()).match(new CaptureOutcome.Cases<>() {
            @Override
            public HttpResponse begun(Payment payment) {
                scope.events().info("capture-requested", named(payment));
                return answered(ACCEPTED, payment);
            }

            @Override
            public HttpResponse done(Payment payment) {
                return answered(OK, payment);
            }

            private HttpResponse answered(int status, Payment payment) {
                return StoredAs.header(HttpResponse.json(status, answer.of(payment.shownAs(id))), id, payment);
            }

            @Override
            public HttpResponse over() {
                return errors.of(Problem.PAYMENT_IS_OVER);
            }

            @Override
            public HttpResponse unknownPayment() {
                return errors.of(Problem.UNKNOWN_PAYMENT);
            }

            @Override
            public HttpResponse notOwner() {
                return errors.of(Problem.NOT_THE_WRITER).with("Retry-After", RETRY_AFTER_SECONDS);
            }
        });
    }

    /** An empty object says that nothing was forgotten; no body at all is taken too. */
    private static boolean saysNothing(HttpRequest request) {
        return request.body().text().isEmpty() || JsonBody.of(request).fields().isEmpty();
    }

    private static Map<String, ?> named(Payment payment) {
        return Map.of("payment_id", payment.id().value());
    }
}
