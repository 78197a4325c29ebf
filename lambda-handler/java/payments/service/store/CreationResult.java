package payments.service.store;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.idempotency.IdempotencyRecord;

/** What became of a {@link Creation}. All but the first left no trace. */
public sealed interface CreationResult {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R stored();

        R keyTaken(IdempotencyRecord record);

        R idTaken(Payment payment);

        R similarPaymentMoved(Optional<SimilarPayment> now);

        R contended();

        R notOwner();
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** Written, by this call or by an earlier attempt of it whose answer got lost. */
    record Stored() implements CreationResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stored();
        }
    }

    /** The key is in use. */
    record KeyTaken(IdempotencyRecord record) implements CreationResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keyTaken(record);
        }
    }

    /** The payment id is in use. */
    record IdTaken(Payment payment) implements CreationResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.idTaken(payment);
        }
    }

    /** There is another similar than the creation expects: this one, or none any more. */
    record SimilarPaymentMoved(Optional<SimilarPayment> now) implements CreationResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.similarPaymentMoved(now);
        }
    }

    /** Others were writing the same items all the time that was left. */
    record Contended() implements CreationResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contended();
        }
    }

    /** Another region owns the fence. */
    record NotOwner() implements CreationResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notOwner();
        }
    }
}
