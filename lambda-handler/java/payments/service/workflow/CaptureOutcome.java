package payments.service.workflow;

import payments.service.domain.Payment;

/** What became of a request to capture a payment. */
public sealed interface CaptureOutcome {

    /** The workflow was started, now or before. */
    record Begun(Payment payment) implements CaptureOutcome {}

    /** All of the money was taken before. */
    record Done(Payment payment) implements CaptureOutcome {}

    /** The payment was given up; only a new one can be captured. */
    record Over() implements CaptureOutcome {}

    /** The caller has no such payment. */
    record UnknownPayment() implements CaptureOutcome {}

    /** Another region takes the payments now. */
    record NotOwner() implements CaptureOutcome {}
}
