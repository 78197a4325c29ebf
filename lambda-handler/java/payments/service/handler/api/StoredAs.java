package payments.service.handler.api;

import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.http.HttpResponse;

/**
 * The header that says under which id events, ledger and workflow have a payment, where that is not the id that its caller gave:
 * another caller had used that one before.
 */
final class StoredAs {
    private static final String HEADER = "Payment-Stored-As";

    private StoredAs() {}

    static HttpResponse header(HttpResponse response, PaymentId asked, Payment stored) {
        return stored.id().equals(asked)
                ? response
                : response.with(HEADER, stored.id().value());
    }
}
