package payments.service.payment;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import payments.service.domain.Detail;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyScope;

/**
 * The order to make a payment.
 *
 * @param scope what makes a repetition of this order the same order
 * @param requestedId the id that the client gives the payment; without one it is derived from the scope
 * @param idPrefix with which a derived id begins
 * @param money how much
 * @param details what it is for
 * @param compared those of the details by which two orders differ: all, but for callers of a system that did not read them
 * @param correlationId the request, message or file row that carries the order; for log, audit and event
 */
public record PaymentCommand(
        IdempotencyScope scope,
        Optional<PaymentId> requestedId,
        String idPrefix,
        Money money,
        PaymentDetails details,
        Set<Detail> compared,
        String correlationId) {

    /** The order to make a payment whose derived id begins as it likes. */
    public PaymentCommand(
            IdempotencyScope scope,
            Optional<PaymentId> requestedId,
            Money money,
            PaymentDetails details,
            String correlationId) {
        this(scope, requestedId, "", money, details, EnumSet.allOf(Detail.class), correlationId);
    }

    /** The payment's id. */
    public PaymentId paymentId() {
        return requestedId.orElseGet(() -> scope.paymentId(idPrefix));
    }

    /**
     * The id that the key alone would make, where the client gives the payment an id of its own, and a key that neither is that
     * id nor makes it.
     */
    public Optional<PaymentId> idByKey() {
        return requestedId
                .filter(id -> !id.value().equals(scope.key()))
                .map(id -> scope.paymentId(idPrefix))
                .filter(byKey -> !byKey.equals(paymentId()));
    }

    /** What makes two orders of one scope differ. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(requestedId, money, details.only(compared));
    }
}
