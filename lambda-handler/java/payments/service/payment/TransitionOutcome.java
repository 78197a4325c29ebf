package payments.service.payment;

import payments.service.domain.Payment;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Rejection;

/** What became of a step. Only {@link Applied} had an effect. */
public sealed interface TransitionOutcome {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R applied(Payment payment);

        R replayed(Payment payment);

        R tooEarly(PaymentStatus status);

        R tooLate(PaymentStatus status);

        R refused(Rejection reason);

        R unknownPayment();

        R inProgress();

        R notOwner();
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** Done by this call; the payment after it. */
    record Applied(Payment payment) implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.applied(payment);
        }
    }

    /** Done before by the same operation; the payment as it is now. */
    record Replayed(Payment payment) implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.replayed(payment);
        }
    }

    /** A step that must come first has not happened yet: leave the message in its queue and try again later. */
    record TooEarly(PaymentStatus status) implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tooEarly(status);
        }
    }

    /** The payment is past this step: nothing to do, and nothing is wrong. */
    record TooLate(PaymentStatus status) implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tooLate(status);
        }
    }

    /** It can never be done in this form. */
    record Refused(Rejection reason) implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(reason);
        }
    }

    /** There is no such payment. In a queue this may also be a message that overtook the creation: try again later. */
    record UnknownPayment() implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknownPayment();
        }
    }

    /** Others are changing the payment all the time; try again soon. */
    record InProgress() implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inProgress();
        }
    }

    /** Another region takes the payments; try again later. */
    record NotOwner() implements TransitionOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notOwner();
        }
    }
}
