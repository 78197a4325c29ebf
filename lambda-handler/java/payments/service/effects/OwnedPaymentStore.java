package payments.service.effects;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.Change;
import payments.service.store.ChangeResult;
import payments.service.store.Creation;
import payments.service.store.CreationResult;
import payments.service.store.OperationRecord;
import payments.service.store.PaymentStore;
import payments.service.store.Reading;
import payments.service.store.RegionFence;
import payments.service.store.Standing;

/**
 * Payments of the region whose API answers: in any other region callers are sent away. Only those who wait for an answer are
 * asked to go to the owner; queues, files and workflows take their steps wherever they run.
 */
public final class OwnedPaymentStore implements PaymentStore {
    private final PaymentStore store;
    private final RegionFence owner;
    private final String region;

    /**
     * Takes the collaborators.
     *
     * @param owner asked for every order; see {@link RememberedOwnership}
     * @param region where this code runs
     */
    public OwnedPaymentStore(PaymentStore store, RegionFence owner, String region) {
        this.store = store;
        this.owner = owner;
        this.region = region;
    }

    @Override
    public CreationResult create(Creation creation, Deadline deadline) {
        return isOurs(deadline) ? store.create(creation, deadline) : new CreationResult.NotOwner();
    }

    @Override
    public ChangeResult change(Change change, Deadline deadline) {
        return isOurs(deadline) ? store.change(change, deadline) : new ChangeResult.NotOwner();
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

    private boolean isOurs(Deadline deadline) {
        try {
            return owner.ownership(deadline).isOf(region);
        } catch (UnavailableException e) {
            // Where the log does not say who owns, it takes no effect either: the order ends as unavailable there.
            return true;
        }
    }
}
