package payments.service.simulation.regions;

import java.util.function.UnaryOperator;
import payments.drill.engine.TableLine.Change;
import payments.service.effects.EffectLog;
import payments.service.effects.LoggedPublications;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.Publications;
import payments.service.store.DynamoDbProjection;
import payments.service.store.PaymentStore;
import payments.service.store.RegionFence;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * How the service is put together: as it is, or with one guard taken away. Everything is changed from outside, at a port, so
 * that the code has no hook for it.
 *
 * @param design how the regions agree
 * @param change what happens to what is sent to log and table, and answered by them
 * @param store the payments' store
 * @param owner who owns the payments
 * @param relaying the relay's ports
 */
record Variant(Design design, Change change, StoreChange store, OwnerChange owner, Relaying relaying) {
    /** Builds another store from the parts of the right one. */
    @FunctionalInterface
    interface StoreChange {
        PaymentStore over(PaymentStore store, EffectLog log, PaymentStore local, DynamoDbProjection copy);
    }

    /** Builds another ownership for a region. */
    @FunctionalInterface
    interface OwnerChange {
        RegionFence over(RegionFence owner, String region);
    }

    /** Builds what the relay of a region knows of the others. */
    @FunctionalInterface
    interface PublicationsOf {
        Publications region(EffectLog log, RegionFence owner, String region);
    }

    /** Builds another ledger for a region. */
    @FunctionalInterface
    interface LedgerChange {
        LedgerPosting over(LedgerPosting ledger, String region);
    }

    /**
     * The ports of the relay.
     *
     * @param publications what all relays know
     * @param outbox the region's outbox
     * @param ledger the region's ledger
     */
    record Relaying(PublicationsOf publications, UnaryOperator<OutboxStore> outbox, LedgerChange ledger) {
        static final Relaying RIGHT =
                new Relaying(LoggedPublications::new, UnaryOperator.identity(), (ledger, region) -> ledger);

        Relaying withPublications(PublicationsOf other) {
            return new Relaying(other, outbox, ledger);
        }

        Relaying withOutbox(UnaryOperator<OutboxStore> other) {
            return new Relaying(publications, other, ledger);
        }

        Relaying withLedger(LedgerChange other) {
            return new Relaying(publications, outbox, other);
        }
    }

    static final Variant LOG = of(Design.LOG);
    static final Variant FENCES = of(Design.FENCES);

    private static Variant of(Design design) {
        return new Variant(
                design, Change.NONE, (store, log, local, copy) -> store, (owner, region) -> owner, Relaying.RIGHT);
    }

    Variant withPut(UnaryOperator<PutItemRequest> other) {
        return new Variant(design, new Change(other, change.copied(), change.standing()), store, owner, relaying);
    }

    Variant withCopied(UnaryOperator<TransactWriteItemsRequest> other) {
        return new Variant(design, new Change(change.put(), other, change.standing()), store, owner, relaying);
    }

    Variant withStanding(UnaryOperator<TransactGetItemsResponse> other) {
        return new Variant(design, new Change(change.put(), change.copied(), other), store, owner, relaying);
    }

    Variant withStore(StoreChange other) {
        return new Variant(design, change, other, owner, relaying);
    }

    Variant withOwner(OwnerChange other) {
        return new Variant(design, change, store, other, relaying);
    }

    Variant withRelaying(Relaying other) {
        return new Variant(design, change, store, owner, other);
    }
}
