package payments.service.payment;

import payments.service.domain.Payment;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Rejection;

/** What became of a step. Only {@link Applied} had an effect. */
public sealed interface TransitionOutcome {

    /** Done by this call; the payment after it. */
    record Applied(Payment payment) implements TransitionOutcome {}

    /** Done before by the same operation; the payment as it is now. */
    record Replayed(Payment payment) implements TransitionOutcome {}

    /** A step that must come first has not happened yet: leave the message in its queue and try again later. */
    record TooEarly(PaymentStatus status) implements TransitionOutcome {}

    /** The payment is past this step: nothing to do, and nothing is wrong. */
    record TooLate(PaymentStatus status) implements TransitionOutcome {}

    /** It can never be done in this form. */
    record Refused(Rejection reason) implements TransitionOutcome {}

    /** There is no such payment. In a queue this may also be a message that overtook the creation: try again later. */
    record UnknownPayment() implements TransitionOutcome {}

    /** Others are changing the payment all the time; try again soon. */
    record InProgress() implements TransitionOutcome {}

    /** Another region takes the payments; try again later. */
    record NotOwner() implements TransitionOutcome {}
}
