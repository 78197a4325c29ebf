package payments.service.payment;

import java.util.Optional;
import payments.service.card.CardNumbers;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.domain.Transition;

/**
 * The order to take a payment one step further.
 *
 * @param paymentId which payment
 * @param operationId the caller's name for this step, unique within the payment: the id of a message, an execution or a
 *     file row. A repetition carries the same one and changes nothing. 1 to 128 visible ASCII characters
 * @param transition which step
 * @param amount how much to capture or refund; empty for all that is left
 * @param actor who takes the step, for the audit record
 * @param correlationId the request, message or file row that carries the order
 */
public record TransitionCommand(
        PaymentId paymentId,
        String operationId,
        Transition transition,
        Optional<Money> amount,
        String actor,
        String correlationId) {
    private static final int MAX_OPERATION_ID_LENGTH = 128;

    /** Checks the operation's name. */
    public TransitionCommand {
        if (CardNumbers.areIn(operationId)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        if (operationId.isEmpty()
                || operationId.length() > MAX_OPERATION_ID_LENGTH
                || !operationId.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new RejectedException(Rejection.INVALID_KEY);
        }
    }
}
