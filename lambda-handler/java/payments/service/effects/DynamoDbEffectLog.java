package payments.service.effects;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.text;
import static payments.service.store.Attributes.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.Attributes;
import payments.service.store.DynamoDbCalls;
import payments.service.store.Effect;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The log as one DynamoDB table with the key {@code payment_id} (S), {@code version} (N). In a table of multi-region strong
 * consistency a condition sees the newest version of the item in every region, and so does a consistent read (developer
 * guide, "Multi-Region strong consistency"); such a table knows neither transactions nor expiry, so that each decision here
 * is one conditional write of one item. Two regions that write one item at once get {@code
 * ReplicatedWriteConflictException}, which is repeated.
 *
 * <p>The record of a key stands where the first effect of the payment that the key alone would make stands: so that one
 * write decides whether a key makes that payment or stands for another.
 */
public final class DynamoDbEffectLog implements EffectLog {
    /** Few enough that a function that is stopped between two of them loses little. */
    private static final int PAGE = 250;

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;
    private final EffectItems items;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbEffectLog(DynamoDbClient client, String table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.calls = new DynamoDbCalls("the effect log", backoff);
        this.items = new EffectItems(table);
    }

    @Override
    public AppendResult append(Effect effect, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        Instant at = effect.payment().progress().updatedAt();
        return put(items.item(effect, writeId), unlessThere(EffectItems.KEY, at), writeId, deadline)
                .<AppendResult>map(other -> EffectItems.isEffect(other)
                        ? new AppendResult.Taken(items.effect(other))
                        : new AppendResult.TakenByKey(items.record(other)))
                .orElseGet(AppendResult.Appended::new);
    }

    /**
     * Appends an effect that stands for what happened before there was a log, and whose events are published.
     *
     * @return false when another effect than an equal one is that version
     */
    public boolean bring(Effect effect, Instant sentAt, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        Map<String, AttributeValue> item = items.item(effect, writeId);
        item.put(Attributes.SENT_AT, time(sentAt));
        return put(item, unlessThere(EffectItems.KEY, sentAt), writeId, deadline)
                        .isEmpty()
                || find(effect.payment().id(), effect.version(), deadline)
                        .filter(there -> there.effect().equals(effect))
                        .isPresent();
    }

    @Override
    public Optional<IdempotencyRecord> claim(
            PaymentId byKey, IdempotencyRecord record, Instant now, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        return put(items.item(byKey, record, writeId), unlessThere(EffectItems.KEY, now), writeId, deadline)
                .map(other -> EffectItems.isEffect(other) ? recordOf(other, record) : items.record(other));
    }

    /** The key made a payment by itself: that is what it stands for. */
    private IdempotencyRecord recordOf(Map<String, AttributeValue> effect, IdempotencyRecord asked) {
        var payment = items.effect(effect).effect().payment();
        return new IdempotencyRecord(asked.scopeDigest(), payment.id(), payment.fingerprint(), asked.expiresAt());
    }

    @Override
    public List<LoggedEffect> after(PaymentId id, long version, Deadline deadline) {
        List<LoggedEffect> effects = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = calls.call(
                    deadline,
                    limit -> client.query(query -> above(query, id, version)
                            .exclusiveStartKey(start.isEmpty() ? null : start)
                            .overrideConfiguration(limit)));
            page.items().stream()
                    .filter(EffectItems::isEffect)
                    .map(items::effect)
                    .forEach(effects::add);
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
        return effects;
    }

    @Override
    public Optional<LoggedEffect> newest(PaymentId id, Deadline deadline) {
        return calls
                .call(
                        deadline,
                        limit -> client.query(query -> above(query, id, 0)
                                .scanIndexForward(false)
                                .limit(1)
                                .overrideConfiguration(limit)))
                .items()
                .stream()
                .filter(EffectItems::isEffect)
                .map(items::effect)
                .findFirst();
    }

    @Override
    public Optional<LoggedEffect> find(PaymentId id, long version, Deadline deadline) {
        Map<String, AttributeValue> item = calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table)
                                .key(EffectItems.key(id, version))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
        return EffectItems.isEffect(item) ? Optional.of(items.effect(item)) : Optional.empty();
    }

    @Override
    public boolean markSent(PaymentId id, long version, Instant at, Deadline deadline) {
        try {
            calls.call(
                    deadline,
                    limit -> client.updateItem(update -> update.tableName(table)
                            .key(EffectItems.key(id, version))
                            .updateExpression("SET #sent = :at")
                            .conditionExpression("#kind = :effect AND attribute_not_exists(#sent)")
                            .expressionAttributeNames(Map.of("#sent", Attributes.SENT_AT, "#kind", Attributes.KIND))
                            .expressionAttributeValues(Map.of(":at", time(at), ":effect", text(EffectItems.EFFECT)))
                            .overrideConfiguration(limit)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public Page page(Optional<Place> from, Deadline deadline) {
        ScanResponse response = calls.call(
                deadline,
                limit -> client.scan(scan -> scan.tableName(table)
                        .exclusiveStartKey(from.map(EffectItems::key).orElse(null))
                        .limit(PAGE)
                        .consistentRead(true)
                        .overrideConfiguration(limit)));
        List<LoggedEffect> effects = new ArrayList<>();
        List<RuntimeException> unreadable = new ArrayList<>();
        response.items().stream().filter(EffectItems::isEffect).forEach(item -> {
            try {
                effects.add(items.effect(item));
            } catch (RuntimeException e) {
                // Written by a version that is gone again: no reason to leave out the others.
                unreadable.add(e);
            }
        });
        return new Page(
                effects,
                unreadable,
                response.hasLastEvaluatedKey()
                        ? Optional.of(EffectItems.place(response.lastEvaluatedKey()))
                        : Optional.empty());
    }

    private QueryRequest.Builder above(QueryRequest.Builder query, PaymentId id, long version) {
        return query.tableName(table)
                .keyConditionExpression("#id = :id AND #version > :version")
                .expressionAttributeNames(Map.of("#id", EffectItems.PARTITION_KEY, "#version", Attributes.VERSION))
                .expressionAttributeValues(Map.of(":id", text(id.value()), ":version", number(version)))
                .consistentRead(true);
    }

    private record Unless(String expression, Map<String, String> names, Map<String, AttributeValue> values) {}

    /** There is no such item, or it is of this kind and counts no more. */
    private static Unless unlessThere(String kind, Instant now) {
        return new Unless(
                "attribute_not_exists(#id) OR (#kind = :kind AND #expires < :now)",
                Map.of("#id", EffectItems.PARTITION_KEY, "#kind", Attributes.KIND, "#expires", EffectItems.EXPIRES_AT),
                Map.of(":kind", text(kind), ":now", number(now.getEpochSecond())));
    }

    /** Puts an item; gives the one that is in its way, unless this very write put it before and lost the answer. */
    private Optional<Map<String, AttributeValue>> put(
            Map<String, AttributeValue> item, Unless unless, String writeId, Deadline deadline) {
        try {
            calls.call(
                    deadline,
                    limit -> client.putItem(put -> put.tableName(table)
                            .item(item)
                            .conditionExpression(unless.expression())
                            .expressionAttributeNames(unless.names())
                            .expressionAttributeValues(unless.values())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .overrideConfiguration(limit)));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            Map<String, AttributeValue> there = e.item();
            return text(writeId).equals(there.get(Attributes.WRITE_ID)) ? Optional.empty() : Optional.of(there);
        }
    }
}
