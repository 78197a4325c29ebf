package payments.service.store;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The fence as items of the table. There are {@value #SHARDS} equal ones: a transaction that checks an item excludes every
 * other transaction on it for a moment, so a single fence would let one payment through at a time (Idziorek et al.,
 * "Distributed Transactions at Scale in Amazon DynamoDB", USENIX ATC 2023). A write checks one of them; a move writes all
 * of them in one transaction.
 */
public final class DynamoDbRegionFence implements RegionFence {
    /** Fewer than the 100 items that a transaction may have. */
    static final int SHARDS = 64;

    static final String WRITE = "fence";

    private static final String HANDOVER = "handover";

    private final DynamoDbClient client;
    private final PaymentTable table;
    private final DynamoDbCalls calls;
    private final Backoff backoff;
    private final Optional<String> homeRegion;

    /**
     * Uses the client as it is.
     *
     * @param homeRegion the owner while the fence was never moved; empty in a standby, which does not know it
     */
    public DynamoDbRegionFence(
            DynamoDbClient client, PaymentTable table, Backoff backoff, Optional<String> homeRegion) {
        this.client = client;
        this.table = table;
        this.calls = new DynamoDbCalls(backoff);
        this.backoff = backoff;
        this.homeRegion = homeRegion;
    }

    @Override
    public Ownership ownership(Deadline deadline) {
        Map<String, AttributeValue> item = item(table.fence(0), deadline);
        return item.isEmpty() ? new Ownership(homeRegion, 0) : HandoverItems.ownership(item);
    }

    @Override
    public Ownership move(Ownership expected, Handover handover, Deadline deadline) {
        Ownership next = new Ownership(Optional.of(handover.toRegion()), expected.epoch() + 1);
        Condition unmoved = expected.epoch() == 0
                ? Condition.absent(table)
                : Condition.equal(Attributes.EPOCH, number(expected.epoch()));
        Transaction transaction =
                new Transaction(table.name(), UUID.randomUUID().toString());
        for (int shard = 0; shard < SHARDS; shard++) {
            Map<String, AttributeValue> item = table.fence(shard);
            item.put(Attributes.KIND, text(WRITE));
            item.put(Attributes.OWNER_REGION, text(handover.toRegion()));
            item.put(Attributes.EPOCH, number(next.epoch()));
            transaction.put(WRITE, item, unmoved);
        }
        Map<String, AttributeValue> record = table.handover(next.epoch());
        record.put(Attributes.KIND, text(HANDOVER));
        record.putAll(HandoverItems.attributes(next.epoch(), handover));
        transaction.put(HANDOVER, record, Condition.absent(table));
        return transaction.run(client, calls, backoff, deadline).match(new Transaction.Result.Cases<>() {
            @Override
            public Ownership done() {
                return next;
            }

            @Override
            public Ownership failed(String write, Map<String, AttributeValue> item) {
                throw moved(expected);
            }

            @Override
            public Ownership contended() {
                throw moved(expected);
            }
        });
    }

    @Override
    public List<Move> moves(Deadline deadline) {
        List<Move> moves = new ArrayList<>();
        for (long epoch = ownership(deadline).epoch(); epoch > 0; epoch--) {
            long wanted = epoch;
            HandoverItems.handover(item(table.handover(epoch), deadline))
                    .ifPresent(handover -> moves.add(new Move(wanted, handover)));
        }
        return moves;
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key, Deadline deadline) {
        return calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table.name())
                                .key(key)
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
    }

    private static IllegalStateException moved(Ownership expected) {
        return new IllegalStateException(
                "the fence is not at epoch %d any more; read it again and decide anew".formatted(expected.epoch()));
    }

    /** Adds the check that a region owns the fence. */
    void require(Transaction transaction, String region, String writeId) {
        AttributeValue owner = text(region);
        transaction.check(
                WRITE,
                table.fence(Math.floorMod(writeId.hashCode(), SHARDS)),
                homeRegion.isPresent() && homeRegion.get().equals(region)
                        ? Condition.absentOrEqual(table, Attributes.OWNER_REGION, owner)
                        : Condition.equal(Attributes.OWNER_REGION, owner));
    }
}
