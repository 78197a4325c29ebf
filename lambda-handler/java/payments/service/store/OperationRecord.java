package payments.service.store;

import java.util.Optional;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;

/**
 * What the table remembers of an operation, so that a message that comes again changes nothing.
 *
 * @param paymentId the payment
 * @param operationId the caller's name for the operation, unique within the payment
 * @param transition what was done
 * @param requested the amount that was asked for; empty for all that was left
 */
public record OperationRecord(
        PaymentId paymentId, String operationId, Transition transition, Optional<Money> requested) {}
