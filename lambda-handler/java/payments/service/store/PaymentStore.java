package payments.service.store;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;

/**
 * Stores payments, one per id for ever. Safe for concurrent callers. Every read sees every write that finished before it.
 *
 * <p>Every method throws {@link payments.service.resilience.UnavailableException} when the outcome could not be found out
 * in time; repeating with the same content is then safe.
 */
public interface PaymentStore {

    /** Writes the creation. Exactly one of any number of concurrent calls with one key, or with one id, is stored. */
    CreationResult create(Creation creation, Deadline deadline);

    /** Writes the change. Exactly one of any number of concurrent calls on one version is stored. */
    ChangeResult change(Change change, Deadline deadline);

    /** Finds a payment. */
    Optional<Payment> find(PaymentId id, Deadline deadline);

    /** Finds a payment for a caller, who is better served with an earlier state of it than with none where the store says which it is. */
    default Optional<Reading> read(PaymentId id, Deadline deadline) {
        return find(id, deadline).map(Reading::now);
    }

    /**
     * Finds a payment, and an operation on it, in a copy that is faster to read and may be behind. What follows from it must be sure
     * by the write that it leads to; nothing may be refused for it.
     *
     * @return {@link Standing#NONE} where there is no such copy, or the copy does not have the payment
     */
    default Standing findNearby(PaymentId id, String operationId, Deadline deadline) {
        return Standing.NONE;
    }

    /** Finds an operation on a payment. */
    Optional<OperationRecord> findOperation(PaymentId id, String operationId, Deadline deadline);
}
