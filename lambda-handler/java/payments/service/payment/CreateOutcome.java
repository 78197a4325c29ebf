package payments.service.payment;

import payments.service.domain.Payment;

/** What became of the order to make a payment. Only {@link Created} had an effect. */
public sealed interface CreateOutcome {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R created(Payment payment);

        R replayed(Payment payment);

        R keyReused();

        R idTaken();

        R inProgress();

        R notOwner();
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** Made by this call. */
    record Created(Payment payment) implements CreateOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.created(payment);
        }
    }

    /** Made before by the same order; the payment as it is now. */
    record Replayed(Payment payment) implements CreateOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.replayed(payment);
        }
    }

    /** The key belongs to another order (HTTP 422). */
    record KeyReused() implements CreateOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keyReused();
        }
    }

    /** The payment id belongs to a payment of another key (HTTP 409). */
    record IdTaken() implements CreateOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.idTaken();
        }
    }

    /** The same order is being processed right now; ask again soon (HTTP 409 with Retry-After). */
    record InProgress() implements CreateOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inProgress();
        }
    }

    /** Another region takes the payments; ask there, or again later (HTTP 503 with Retry-After). */
    record NotOwner() implements CreateOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notOwner();
        }
    }
}
