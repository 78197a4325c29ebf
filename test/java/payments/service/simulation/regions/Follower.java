package payments.service.simulation.regions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import payments.drill.evidence.Ledger;
import payments.service.batch.Journal;
import payments.service.effects.CatchUp;
import payments.service.effects.DynamoDbRegionProgress;
import payments.service.effects.EffectLog;
import payments.service.effects.EffectProjector;
import payments.service.effects.EffectStream;
import payments.service.outbox.EventPublisher;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxRelay;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.resilience.Workers;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbProjection;
import payments.service.store.EventItems;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a region does behind the log: its projector, with the minute's run, and its relay, with ledger and topic. */
final class Follower {
    private final World world;
    private final Region region;
    private final Ledger ledger;
    private final DynamoDbRegionProgress progress;
    private final EffectStream stream;
    private final CatchUp catchUp;
    private final OutboxRelay relay;
    private final EventItems events;
    private final Clock clock;

    /** Events as the region's table shows them, when they are new and when they change. */
    private final List<Map<String, AttributeValue>> tableStream = new ArrayList<>();

    private int seenOfLog;
    private int seenOfTable;
    private boolean projects;
    private boolean stopped;
    private boolean relays;

    /**
     * What a follower is made of.
     *
     * @param own reaches the region's table
     * @param shared reaches the log
     * @param effects the log
     * @param owner who owns the payments
     */
    record Parts(DynamoDbClient own, DynamoDbClient shared, EffectLog effects, RegionFence owner) {}

    Follower(World world, Region region, Parts parts, Variant variant, Clock clock) {
        Backoff backoff = new Backoff(world::pass, () -> 0.5);
        PaymentTable table = Region.TABLE;
        this.world = world;
        this.region = region;
        this.clock = clock;
        this.ledger = new Ledger(region.name());
        this.events = new EventItems(table);
        this.progress = new DynamoDbRegionProgress(parts.shared(), World.LOG, backoff);
        EffectProjector projector =
                new EffectProjector(parts.effects(), new DynamoDbProjection(parts.own(), table, backoff));
        DynamoDbOutboxStore outbox = new DynamoDbOutboxStore(parts.own(), table, backoff);
        this.stream = new EffectStream(projector, outbox, progress, region.name(), clock);
        this.catchUp = new CatchUp(parts.effects(), projector, progress, clock, new Workers(1), failure -> {
            throw failure;
        });
        Weather weather = new Weather(world, region, false);
        LedgerPosting posting = (event, deadline) -> through(weather, "post", () -> ledger.post(event));
        EventPublisher topic =
                (event, deadline) -> through(weather, "publish", () -> world.topic.publish(event, region.name()));
        Journal silence = new Journal();
        this.relay = new OutboxRelay(
                        variant.relaying().outbox().apply(outbox),
                        variant.relaying().ledger().over(posting, region.name()),
                        topic,
                        clock,
                        silence,
                        silence)
                .among(variant.relaying().publications().region(parts.effects(), parts.owner(), region.name()));
    }

    private static void through(Weather weather, String call, Runnable effect) {
        Supplier<Boolean> done = () -> {
            effect.run();
            return true;
        };
        try {
            boolean unused = weather.around(call, done);
        } catch (SdkException e) {
            throw new UnavailableException(call, e);
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /** Hears what the region's table commits. */
    void committed(Map<String, AttributeValue> item) {
        if (EventItems.isEvent(item)) {
            tableStream.add(item);
        }
    }

    /** The log's stream brings nothing, until it does again. */
    void stop(boolean now) {
        stopped = now;
    }

    /** Follows the log's stream. A shard of it is read by one at a time. */
    void project(int atMost) {
        if (projects || stopped) {
            return;
        }
        projects = true;
        world.note("projector of %s".formatted(region.name()));
        int most = atMost;
        while (seenOfLog < world.streamLength() && most > 0) {
            Optional<Map<String, AttributeValue>> item = world.written(seenOfLog);
            if (item.isPresent() && !succeeds(deadline -> stream.follow(item.get(), clock.instant(), deadline))) {
                break;
            }
            seenOfLog++;
            most--;
        }
        projects = false;
    }

    /** The relay by the stream of the region's table. What the stream loses is the sweep's. */
    void relay(int atMost, boolean losing) {
        if (relays) {
            return;
        }
        relays = true;
        world.note("relay of %s".formatted(region.name()));
        int most = atMost;
        while (seenOfTable < tableStream.size() && most > 0) {
            PaymentEvent event = events.entry(tableStream.get(seenOfTable)).event();
            boolean done = losing
                    || succeeds(deadline -> {
                        int unused = relay.relay(event.paymentId(), event.sequence(), deadline);
                    });
            if (!done) {
                break;
            }
            seenOfTable++;
            most--;
        }
        relays = false;
    }

    void sweep() {
        world.note("sweep of %s".formatted(region.name()));
        boolean unused = succeeds(deadline -> {
            OutboxRelay.Swept swept = relay.sweep(deadline);
            world.note("-> %s".formatted(swept));
        });
    }

    /** What the schedule has the projector do. */
    void minute() {
        world.note("minute of %s".formatted(region.name()));
        boolean unused = succeeds(deadline -> world.note("-> %s".formatted(catchUp.run(region.name(), deadline))));
    }

    /** Whether the region says that it has followed the log. */
    boolean isComplete() {
        return world.invoke(region, deadline -> progress.read(region.name(), deadline)
                        .isComplete())
                .orElse(false);
    }

    private boolean succeeds(Consumer<Deadline> function) {
        return world.invoke(region, deadline -> {
                    try {
                        function.accept(deadline);
                        return true;
                    } catch (UnavailableException e) {
                        return false;
                    }
                })
                .orElse(false);
    }
}
