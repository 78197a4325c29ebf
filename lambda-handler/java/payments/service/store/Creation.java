package payments.service.store;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.outbox.PaymentEvent;

/**
 * All that is written when a payment is made: all of it or nothing.
 *
 * @param payment the payment
 * @param idempotency what its key stands for from now on
 * @param audit who made it
 * @param event its event
 * @param similar where to look for its like the next time; empty for a payment without a reference
 * @param seen the near similar that the payment is flagged for; then nothing that others write can refuse the creation. Without
 *     one it is refused when any near one is there, or is being written
 * @param byKey the id that the key alone would have made, where the client gave the payment an id of its own besides
 */
public record Creation(
        Payment payment,
        IdempotencyRecord idempotency,
        AuditRecord audit,
        PaymentEvent event,
        Optional<SimilarPayment> similar,
        Optional<SimilarPayment> seen,
        Optional<PaymentId> byKey) {}
