package payments.service.handler;

import java.time.Clock;
import java.util.Map;
import payments.service.effects.CatchUp;
import payments.service.effects.DynamoDbEffectLog;
import payments.service.effects.DynamoDbRegionProgress;
import payments.service.effects.EffectLog;
import payments.service.effects.EffectProjector;
import payments.service.effects.EffectStream;
import payments.service.effects.LogOwnership;
import payments.service.effects.LoggedPaymentStore;
import payments.service.effects.LoggedPublications;
import payments.service.effects.OwnedPaymentStore;
import payments.service.effects.RegionStanding;
import payments.service.effects.RememberedOwnership;
import payments.service.observability.Events;
import payments.service.observability.Failures;
import payments.service.outbox.Publications;
import payments.service.resilience.Backoff;
import payments.service.resilience.Workers;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbProjection;
import payments.service.store.PaymentStore;
import payments.service.store.RegionFence;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The parts of a region that shares a log of effects with others.
 *
 * @param effects the log
 * @param projector brings the region's table up to it
 * @param copy the region's table as it follows
 * @param ownership who owns the payments, as the log says at this moment
 * @param owner the same, as it said a second ago at the latest
 * @param progress how far the regions are
 */
public record LogParts(
        EffectLog effects,
        EffectProjector projector,
        DynamoDbProjection copy,
        RegionFence ownership,
        RegionFence owner,
        DynamoDbRegionProgress progress) {

    static LogParts of(String table, DynamoDbClient client, DynamoDbProjection copy, Clock clock, Backoff backoff) {
        EffectLog effects = new DynamoDbEffectLog(client, table, backoff);
        RegionFence ownership = new LogOwnership(client, table, backoff);
        return new LogParts(
                effects,
                new EffectProjector(effects, copy),
                copy,
                ownership,
                new RememberedOwnership(ownership, clock),
                new DynamoDbRegionProgress(client, table, backoff));
    }

    /** Payments as the log has them, and the region's table behind it. */
    PaymentStore over(PaymentStore local, Events events) {
        return new LoggedPaymentStore(
                effects,
                local,
                copy,
                failure -> events.warn("table-behind-log", Map.of("exceptions", Failures.classes(failure))));
    }

    /** The same, from the log's first owner on. */
    PaymentStore begun(PaymentStore store) {
        return OwnedPaymentStore.byAnyRegion(store, owner);
    }

    /** The same, for callers, who are to go to the owner. */
    PaymentStore owned(PaymentStore store, String region) {
        return OwnedPaymentStore.by(region, store, owner);
    }

    /** What the relays of all regions know. */
    Publications publications(String region) {
        return new LoggedPublications(effects, owner, region);
    }

    /** Whether the region is to be given no requests yet. */
    public RegionStanding standing(String region, Clock clock) {
        return new RegionStanding(progress, owner, region, clock);
    }

    /** What follows the log's stream. */
    public EffectStream stream(DynamoDbOutboxStore outbox, String region, Clock clock) {
        return new EffectStream(projector, outbox, progress, region, clock);
    }

    /** What makes up for what the stream lost. */
    public CatchUp catchUp(Clock clock, Workers workers, Events events) {
        return new CatchUp(
                effects,
                projector,
                progress,
                clock,
                workers,
                failure -> events.error("effect-unreadable", failure, Map.of()));
    }
}
