package payments.service.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import payments.service.domain.PaymentId;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The outbox in the payments' own table: that is what lets an event be written together with its payment. */
public final class DynamoDbOutboxStore implements OutboxStore {
    /** How long a sent event is stored for investigations; then DynamoDB deletes it, which our role may not. */
    private static final Duration KEPT_AFTER_SENDING = Duration.ofDays(14);

    private final DynamoDbClient client;
    private final PaymentTable table;
    private final EventItems events;
    private final DynamoDbCalls calls;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbOutboxStore(DynamoDbClient client, PaymentTable table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.events = new EventItems(table);
        this.calls = new DynamoDbCalls(backoff);
    }

    @Override
    public Pending pending(int shard, int limit, Deadline deadline) {
        return page(Integer.toString(shard), limit, Map.of(), deadline);
    }

    @Override
    public Pending aside(int shard, int limit, Deadline deadline) {
        return page(EventItems.aside(Integer.toString(shard)), limit, Map.of(), deadline);
    }

    private Pending page(String part, int limit, Map<String, AttributeValue> after, Deadline deadline) {
        QueryResponse response = calls.call(
                deadline,
                time -> client.query(query -> query.tableName(table.name())
                        .indexName(PaymentTable.OUTBOX_INDEX)
                        .keyConditionExpression("#shard = :shard")
                        .expressionAttributeNames(Map.of("#shard", PaymentTable.OUTBOX_SHARD))
                        .expressionAttributeValues(Map.of(":shard", Attributes.text(part)))
                        .exclusiveStartKey(after.isEmpty() ? null : after)
                        .limit(limit)
                        .overrideConfiguration(time)));
        List<Waiting> readable = new ArrayList<>();
        List<RuntimeException> unreadable = new ArrayList<>();
        for (Map<String, AttributeValue> item : response.items()) {
            try {
                readable.add(events.waiting(item));
            } catch (RuntimeException e) {
                // Written by a version that is gone again: no reason to leave the others lying.
                unreadable.add(e);
            }
        }
        Map<String, AttributeValue> last = response.lastEvaluatedKey();
        return new Pending(
                readable,
                unreadable,
                last.isEmpty() ? Optional.empty() : Optional.of(time -> page(part, limit, last, time)));
    }

    @Override
    public boolean setAside(PaymentEvent event, Instant now, Deadline deadline) {
        return updates(deadline, update -> update.tableName(table.name())
                .key(table.event(event.paymentId(), event.sequence()))
                .updateExpression("SET #shard = :shard, #at = :at")
                .conditionExpression("attribute_exists(#shard)")
                .expressionAttributeNames(Map.of(
                        "#shard", PaymentTable.OUTBOX_SHARD,
                        "#at", PaymentTable.OUTBOX_AT))
                .expressionAttributeValues(Map.of(
                        ":shard", Attributes.text(EventItems.aside(EventItems.shard(event.paymentId()))),
                        ":at", Attributes.number(now.toEpochMilli()))));
    }

    @Override
    public Optional<OutboxEntry> find(PaymentId payment, long sequence, Deadline deadline) {
        Map<String, AttributeValue> item = calls.call(
                        deadline,
                        time -> client.getItem(get -> get.tableName(table.name())
                                .key(table.event(payment, sequence))
                                .consistentRead(true)
                                .overrideConfiguration(time)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(events.entry(item));
    }

    @Override
    public boolean markSent(PaymentEvent event, Instant now, Deadline deadline) {
        return updates(deadline, update -> update.tableName(table.name())
                .key(table.event(event.paymentId(), event.sequence()))
                .updateExpression("REMOVE #shard, #at SET #sent = :sent, #expires = :expires")
                .conditionExpression("attribute_exists(#shard)")
                .expressionAttributeNames(Map.of(
                        "#shard", PaymentTable.OUTBOX_SHARD,
                        "#at", PaymentTable.OUTBOX_AT,
                        "#sent", Attributes.SENT_AT,
                        "#expires", PaymentTable.EXPIRES_AT))
                .expressionAttributeValues(Map.of(
                        ":sent", Attributes.time(now),
                        ":expires",
                                Attributes.number(now.plus(KEPT_AFTER_SENDING).getEpochSecond()))));
    }

    /**
     * Writes beside a pending event that it was published by another region's relay; it stays pending until this region's own is
     * done with it, which learns of it by this write.
     */
    public void noteSent(PaymentEvent event, Instant at, Deadline deadline) {
        boolean unused = updates(deadline, update -> update.tableName(table.name())
                .key(table.event(event.paymentId(), event.sequence()))
                .updateExpression("SET #sent = :sent")
                .conditionExpression("attribute_exists(#shard) AND attribute_not_exists(#sent)")
                .expressionAttributeNames(Map.of(
                        "#shard", PaymentTable.OUTBOX_SHARD,
                        "#sent", Attributes.SENT_AT))
                .expressionAttributeValues(Map.of(":sent", Attributes.time(at))));
    }

    /** Whether the update's condition was true. */
    private boolean updates(Deadline deadline, Consumer<UpdateItemRequest.Builder> request) {
        try {
            calls.call(
                    deadline,
                    time -> client.updateItem(update -> {
                        request.accept(update);
                        update.overrideConfiguration(time);
                    }));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
