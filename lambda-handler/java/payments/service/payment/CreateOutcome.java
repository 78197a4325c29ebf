package payments.service.payment;

import payments.service.domain.Payment;

/** What became of the order to make a payment. Only {@link Created} had an effect. */
public sealed interface CreateOutcome {

    /** Made by this call. */
    record Created(Payment payment) implements CreateOutcome {}

    /** Made before by the same order; the payment as it is now. */
    record Replayed(Payment payment) implements CreateOutcome {}

    /** The key belongs to another order (HTTP 422). */
    record KeyReused() implements CreateOutcome {}

    /** The payment id belongs to a payment of another key (HTTP 409). */
    record IdTaken() implements CreateOutcome {}

    /** The same order is being carried out right now; ask again soon (HTTP 409 with Retry-After). */
    record InProgress() implements CreateOutcome {}

    /** Another region takes the payments; ask there, or again later (HTTP 503 with Retry-After). */
    record NotOwner() implements CreateOutcome {}
}
