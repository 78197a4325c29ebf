package payments.service.effects;

import java.util.Optional;
import java.util.function.Predicate;
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
 * Payments whose log has an owner. Those who wait for an answer are sent to the region that owns them; queues, files and workflows
 * take their steps wherever they run, but not before an owner was ever named: until then payments are still being brought into the
 * log, and one that is not there yet would be made or captured a second time.
 */
public final class OwnedPaymentStore implements PaymentStore {
    private final PaymentStore store;
    private final RegionFence owner;
    private final Predicate<RegionFence.Ownership> isOurs;
    private final boolean lasts;
    private volatile boolean settled;

    private OwnedPaymentStore(
            PaymentStore store, RegionFence owner, Predicate<RegionFence.Ownership> isOurs, boolean lasts) {
        this.store = store;
        this.owner = owner;
        this.isOurs = isOurs;
        this.lasts = lasts;
    }

    /**
     * For those who answer callers.
     *
     * @param owner asked for every order; see {@link RememberedOwnership}
     * @param region where this code runs
     */
    public static OwnedPaymentStore by(String region, PaymentStore store, RegionFence owner) {
        return new OwnedPaymentStore(store, owner, ownership -> ownership.isOf(region), false);
    }

    /**
     * For all others.
     *
     * @param owner asked until it names one; a log that had an owner always has one
     */
    public static OwnedPaymentStore byAnyRegion(PaymentStore store, RegionFence owner) {
        return new OwnedPaymentStore(
                store, owner, ownership -> ownership.region().isPresent(), true);
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
        if (settled) {
            return true;
        }
        try {
            boolean ours = isOurs.test(owner.ownership(deadline));
            settled = ours && lasts;
            return ours;
        } catch (UnavailableException e) {
            // Where the log does not say who owns, it takes no effect either: the order ends as unavailable there.
            return true;
        }
    }
}
