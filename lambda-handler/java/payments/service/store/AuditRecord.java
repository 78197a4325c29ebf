package payments.service.store;

import java.time.Instant;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;

/**
 * Who did what to a payment, written with the effect in one transaction and never changed.
 *
 * @param paymentId the payment
 * @param version the payment's version after it
 * @param action {@code create} or the word of a transition
 * @param status where the payment stood after it
 * @param actor who did it: the caller, or the component that acted
 * @param correlationId the request, message or file that caused it
 * @param at when, UTC
 */
public record AuditRecord(
        PaymentId paymentId,
        long version,
        String action,
        PaymentStatus status,
        String actor,
        String correlationId,
        Instant at) {

    /** The record of the step that brought the payment to where it is now. */
    public static AuditRecord of(Payment payment, String action, String actor, String correlationId) {
        return new AuditRecord(
                payment.id(),
                payment.progress().version(),
                action,
                payment.status(),
                actor,
                correlationId,
                payment.progress().updatedAt());
    }
}
