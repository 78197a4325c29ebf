package payments.service.simulation.regions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.drill.engine.MemoryDynamoDb;
import payments.drill.engine.MemoryDynamoDb.ItemChange;
import payments.drill.engine.TableLine;
import payments.drill.evidence.Ledger;
import payments.drill.evidence.RegionEvidence;
import payments.service.effects.DynamoDbEffectLog;
import payments.service.effects.EffectLog;
import payments.service.effects.LogOwnership;
import payments.service.effects.LoggedPaymentStore;
import payments.service.effects.OwnedPaymentStore;
import payments.service.effects.RememberedOwnership;
import payments.service.payment.PaymentService;
import payments.service.resilience.Backoff;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbProjection;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.PaymentStore;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One region: its table, and the service's code over it. */
final class Region implements RegionEvidence {
    static final PaymentTable TABLE = new PaymentTable("payments", "payment_id", Optional.empty());

    private final String name;
    private final MemoryDynamoDb table;
    private final PaymentService api;
    private final PaymentService work;
    private final RegionFence ownership;
    private final Optional<Follower> follower;
    private boolean dead;
    private boolean cutOff;

    Region(World world, String name, Variant variant, Clock clock) {
        this.name = name;
        Backoff backoff = new Backoff(world::pass, () -> 0.5);
        this.table = new MemoryDynamoDb(clock, this::committed);
        DynamoDbClient own = new TableLine(table, new Weather(world, this, false), variant.change());
        DynamoDbClient shared = new TableLine(world.log, new Weather(world, this, true), variant.change());
        if (variant.design() == Design.LOG) {
            DynamoDbProjection copy = new DynamoDbProjection(own, TABLE, backoff);
            EffectLog log = new DynamoDbEffectLog(shared, World.LOG, backoff);
            PaymentStore local = new DynamoDbPaymentStore(own, TABLE, name, Optional.empty(), backoff);
            PaymentStore whole = new LoggedPaymentStore(
                    log, local, copy, failure -> world.note("  the table of %s is behind".formatted(name)));
            PaymentStore store = variant.store().over(whole, log, local, copy);
            this.ownership = new LogOwnership(shared, World.LOG, backoff);
            RegionFence owner = variant.owner().over(new RememberedOwnership(ownership, clock), name);
            this.api = new PaymentService(OwnedPaymentStore.by(name, store, owner), clock, name);
            this.work = new PaymentService(store, clock, name);
            this.follower =
                    Optional.of(new Follower(world, this, new Follower.Parts(own, shared, log, owner), variant, clock));
        } else {
            DynamoDbRegionFence fence = new DynamoDbRegionFence(
                    own, TABLE, backoff, name.equals(World.FIRST) ? Optional.of(name) : Optional.empty());
            this.ownership = fence;
            this.api = new PaymentService(
                    new DynamoDbPaymentStore(own, TABLE, name, Optional.of(fence), backoff), clock, name);
            this.work = api;
            this.follower = Optional.empty();
        }
    }

    private void committed(List<ItemChange> changes) {
        follower.ifPresent(behind -> changes.forEach(change -> behind.committed(change.after())));
    }

    @Override
    public String name() {
        return name;
    }

    /** The service that answers callers. */
    PaymentService api() {
        return api;
    }

    /** The service of queue, files and workflow. */
    PaymentService work() {
        return work;
    }

    RegionFence ownership() {
        return ownership;
    }

    /** What it does behind the log; empty where there is none. */
    Optional<Follower> follower() {
        return follower;
    }

    boolean isDead() {
        return dead;
    }

    boolean isCutOff() {
        return cutOff;
    }

    void die() {
        dead = true;
    }

    void comeBack() {
        dead = false;
    }

    void cutOff() {
        cutOff = true;
    }

    void join() {
        cutOff = false;
    }

    @Override
    public Optional<Ledger> ledger() {
        return follower.map(Follower::ledger);
    }

    @Override
    public List<Map<String, AttributeValue>> items(String kind) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (Map<String, AttributeValue> item : table.items(TABLE.name()).values()) {
            if (AttributeValue.fromS(kind).equals(item.get("kind"))) {
                items.add(item);
            }
        }
        return items;
    }
}
