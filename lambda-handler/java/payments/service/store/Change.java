package payments.service.store;

import payments.service.domain.Payment;
import payments.service.outbox.PaymentEvent;

/**
 * All that is written when a payment takes a step: all of it or nothing.
 *
 * @param after the payment after the step; written only over the version before it
 * @param operation what makes a repetition known
 * @param audit who did it
 * @param event its event
 */
public record Change(Payment after, OperationRecord operation, AuditRecord audit, PaymentEvent event) {}
