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

    /** Finds an operation on a payment. */
    Optional<OperationRecord> findOperation(PaymentId id, String operationId, Deadline deadline);
}
