package payments.service.workflow;

import payments.service.domain.Payment;

/** What became of a request to capture a payment. */
public sealed interface CaptureOutcome {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R begun(Payment payment);

        R done(Payment payment);

        R over();

        R unknownPayment();

        R notOwner();
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** The workflow was started, now or before. */
    record Begun(Payment payment) implements CaptureOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.begun(payment);
        }
    }

    /** All of the money was taken before. */
    record Done(Payment payment) implements CaptureOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.done(payment);
        }
    }

    /** The payment has failed; only a new one can be captured. */
    record Over() implements CaptureOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.over();
        }
    }

    /** The caller has no such payment. */
    record UnknownPayment() implements CaptureOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknownPayment();
        }
    }

    /** Another region takes the payments now. */
    record NotOwner() implements CaptureOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notOwner();
        }
    }
}
