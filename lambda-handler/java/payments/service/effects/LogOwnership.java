package payments.service.effects;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.Attributes;
import payments.service.store.DynamoDbCalls;
import payments.service.store.Handover;
import payments.service.store.HandoverItems;
import payments.service.store.RegionFence;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Who owns the payments, as one item of the log. Ownership says which region answers callers and publishes events; no effect is
 * safe because of it, since the log decides about each of them. Without the item no region owns them: the order in which regions
 * are listed means nothing.
 */
public final class LogOwnership implements RegionFence {
    private static final String OWNER = "owner";

    /** No payment has such an id, so no client can write here. */
    private static final String PARTITION = "owner#";

    private static final String EARLIER_OWNER = "earlier-owner";

    /** Beside it, under its epoch, each owner so far. */
    private static final long NOW = 0;

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public LogOwnership(DynamoDbClient client, String table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.calls = new DynamoDbCalls("the effect log", backoff);
    }

    @Override
    public Ownership ownership(Deadline deadline) {
        Map<String, AttributeValue> item = owner(deadline);
        return item.isEmpty() ? new Ownership(Optional.empty(), 0) : HandoverItems.ownership(item);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The item says the last move only, so it is copied beside itself before it is replaced: wherever a move ends, each move so
     * far is in one of the two places.
     */
    @Override
    public Ownership move(Ownership expected, Handover handover, Deadline deadline) {
        Map<String, AttributeValue> last = owner(deadline);
        if (!last.isEmpty()) {
            remember(last, deadline);
        }
        Map<String, AttributeValue> next = new HashMap<>(key(NOW));
        next.put(Attributes.KIND, text(OWNER));
        next.put(Attributes.WRITE_ID, text(UUID.randomUUID().toString()));
        next.putAll(HandoverItems.attributes(expected.epoch() + 1, handover));
        boolean first = expected.epoch() == 0;
        put(
                next,
                first ? "attribute_not_exists(#epoch)" : "#epoch = :seen",
                first ? null : Map.of(":seen", number(expected.epoch())),
                deadline);
        return HandoverItems.ownership(next);
    }

    @Override
    public List<Move> moves(Deadline deadline) {
        Map<Long, Move> moves = new TreeMap<>(Comparator.reverseOrder());
        List<Map<String, AttributeValue>> items = calls.call(
                        deadline,
                        limit -> client.query(query -> query.tableName(table)
                                .keyConditionExpression("#id = :owner")
                                .expressionAttributeNames(Map.of("#id", EffectItems.PARTITION_KEY))
                                .expressionAttributeValues(Map.of(":owner", text(PARTITION)))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .items();
        for (Map<String, AttributeValue> item : items) {
            long epoch = number(item, Attributes.EPOCH);
            HandoverItems.handover(item).ifPresent(handover -> moves.put(epoch, new Move(epoch, handover)));
        }
        return List.copyOf(moves.values());
    }

    private Map<String, AttributeValue> owner(Deadline deadline) {
        return calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table)
                                .key(key(NOW))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
    }

    /** An epoch has one owner for ever, so all who write this write the same. */
    private void remember(Map<String, AttributeValue> owner, Deadline deadline) {
        Map<String, AttributeValue> copy = new HashMap<>(owner);
        copy.putAll(key(number(owner, Attributes.EPOCH)));
        copy.put(Attributes.KIND, text(EARLIER_OWNER));
        calls.call(
                deadline,
                limit -> client.putItem(put -> put.tableName(table).item(copy).overrideConfiguration(limit)));
    }

    private void put(
            Map<String, AttributeValue> item,
            String condition,
            @Nullable Map<String, AttributeValue> values,
            Deadline deadline) {
        try {
            calls.call(
                    deadline,
                    limit -> client.putItem(put -> put.tableName(table)
                            .item(item)
                            .conditionExpression(condition)
                            .expressionAttributeNames(Map.of("#epoch", Attributes.EPOCH))
                            .expressionAttributeValues(values)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .overrideConfiguration(limit)));
        } catch (ConditionalCheckFailedException e) {
            if (!Objects.equals(item.get(Attributes.WRITE_ID), e.item().get(Attributes.WRITE_ID))) {
                throw new IllegalStateException(
                        "the ownership is not at epoch %d any more; read it again and decide anew"
                                .formatted(number(item, Attributes.EPOCH) - 1),
                        e);
            }
        }
    }

    private static Map<String, AttributeValue> key(long version) {
        return EffectItems.key(new EffectLog.Place(PARTITION, version));
    }
}
