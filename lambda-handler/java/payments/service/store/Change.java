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
 * @param isNew whether the operation is known to be none of the payment's steps before this one; where it is false, a store whose
 *     write does not show that looks first
 */
public record Change(Payment after, OperationRecord operation, AuditRecord audit, PaymentEvent event, boolean isNew) {}
