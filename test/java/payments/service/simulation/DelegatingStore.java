package payments.service.simulation;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.store.Change;
import payments.service.store.ChangeResult;
import payments.service.store.Creation;
import payments.service.store.CreationResult;
import payments.service.store.OperationRecord;
import payments.service.store.PaymentStore;
import payments.service.store.Reading;
import payments.service.store.Standing;

/** A store that does what another does; a mutant changes one method of it. */
public class DelegatingStore implements PaymentStore {
    private final PaymentStore store;

    /** Asks this store. */
    public DelegatingStore(PaymentStore store) {
        this.store = store;
    }

    @Override
    public CreationResult create(Creation creation, Deadline deadline) {
        return store.create(creation, deadline);
    }

    @Override
    public ChangeResult change(Change change, Deadline deadline) {
        return store.change(change, deadline);
    }

    @Override
    public Optional<Payment> find(PaymentId id, Deadline deadline) {
        return store.find(id, deadline);
    }

    @Override
    public Optional<Reading> read(PaymentId id, Deadline deadline) {
        return store.read(id, deadline);
    }

    @Override
    public Standing findNearby(PaymentId id, String operationId, Deadline deadline) {
        return store.findNearby(id, operationId, deadline);
    }

    @Override
    public Optional<OperationRecord> findOperation(PaymentId id, String operationId, Deadline deadline) {
        return store.findOperation(id, operationId, deadline);
    }
}
