package payments.service.payment;

import payments.service.domain.Payment;

/** What became of a request to create a payment. */
public sealed interface CreateOutcome {

    /** Stored by this request. */
    record Created(Payment payment) implements CreateOutcome {}

    /** Stored before with the same content; nothing changed. */
    record Replayed(Payment payment) implements CreateOutcome {}

    /** The id belongs to a payment with other content; nothing changed. */
    record Conflict() implements CreateOutcome {}
}
