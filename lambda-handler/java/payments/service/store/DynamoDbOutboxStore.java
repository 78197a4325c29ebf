package payments.service.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

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
        List<Map<String, AttributeValue>> items = calls.call(
                        deadline,
                        time -> client.query(query -> query.tableName(table.name())
                                .indexName(PaymentTable.OUTBOX_INDEX)
                                .keyConditionExpression("#shard = :shard")
                                .expressionAttributeNames(Map.of("#shard", PaymentTable.OUTBOX_SHARD))
                                .expressionAttributeValues(Map.of(":shard", Attributes.text(Integer.toString(shard))))
                                .limit(limit)
                                .overrideConfiguration(time)))
                .items();
        List<PaymentEvent> readable = new ArrayList<>();
        List<RuntimeException> unreadable = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            try {
                readable.add(events.entry(item).event());
            } catch (RuntimeException e) {
                // Written by a version that is gone again: no reason to leave the others lying.
                unreadable.add(e);
            }
        }
        return new Pending(readable, unreadable);
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
        try {
            calls.call(
                    deadline,
                    time -> client.updateItem(update -> update.tableName(table.name())
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
                                            Attributes.number(
                                                    now.plus(KEPT_AFTER_SENDING).getEpochSecond())))
                            .overrideConfiguration(time)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
