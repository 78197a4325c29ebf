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
 * @param event what is told about it
 * @param sighting where to look for its like the next time; empty for a payment without a reference
 * @param seen the payment that the sighting showed before; the creation is refused when it shows another by now
 */
public record Creation(
        Payment payment,
        IdempotencyRecord idempotency,
        AuditRecord audit,
        PaymentEvent event,
        Optional<Sighting> sighting,
        Optional<PaymentId> seen) {}
