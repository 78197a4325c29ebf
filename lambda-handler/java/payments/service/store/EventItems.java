package payments.service.store;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.text;
import static payments.service.store.Attributes.time;

import java.time.Instant;
import java.util.Map;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.PaymentEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event of the outbox as an item and back. While it is not sent it has the two attributes of the sparse index. */
public final class EventItems {
    /** The value of the attribute {@code kind}: a stream's filter lets only these items through. */
    public static final String KIND = "event";

    /** Parts of the index beside those that are swept first. */
    private static final String ASIDE = "aside-";

    private final PaymentTable table;

    /** Uses the key of the table. */
    public EventItems(PaymentTable table) {
        this.table = table;
    }

    Map<String, AttributeValue> item(PaymentEvent event) {
        Map<String, AttributeValue> item = table.event(event.paymentId(), event.sequence());
        RecordItems.describe(item, KIND, event.paymentId());
        RecordItems.putMoney(item, event.money());
        item.put(Attributes.EVENT_ID, text(event.eventId()));
        item.put(Attributes.TYPE, text(event.type().word()));
        item.put(Attributes.SEQUENCE, number(event.sequence()));
        item.put(Attributes.STATUS, text(event.status().word()));
        item.put(Attributes.CALLER, text(event.caller()));
        item.put(Attributes.OCCURRED_AT, time(event.occurredAt()));
        item.put(Attributes.REGION, text(event.region()));
        item.put(Attributes.CORRELATION_ID, text(event.correlationId()));
        item.put(PaymentTable.OUTBOX_SHARD, text(shard(event.paymentId())));
        item.put(PaymentTable.OUTBOX_AT, number(event.occurredAt().toEpochMilli()));
        return item;
    }

    /** Whether an item is an event. */
    public static boolean isEvent(Map<String, AttributeValue> item) {
        return text(KIND).equals(item.get(Attributes.KIND));
    }

    /** Reads an item. */
    public OutboxEntry entry(Map<String, AttributeValue> item) {
        PaymentEvent event = new PaymentEvent(
                text(item, Attributes.EVENT_ID),
                PaymentEvent.Type.of(text(item, Attributes.TYPE)),
                new PaymentId(text(item, Attributes.PAYMENT)),
                number(item, Attributes.SEQUENCE),
                new Money(number(item, Attributes.AMOUNT), Currencies.ofStored(text(item, Attributes.CURRENCY))),
                PaymentStatus.of(text(item, Attributes.STATUS)),
                text(item, Attributes.CALLER),
                time(item, Attributes.OCCURRED_AT),
                text(item, Attributes.REGION),
                text(item, Attributes.CORRELATION_ID));
        return new OutboxEntry(event, !item.containsKey(PaymentTable.OUTBOX_SHARD));
    }

    /** Reads an item of the index. */
    OutboxStore.Waiting waiting(Map<String, AttributeValue> item) {
        return new OutboxStore.Waiting(entry(item).event(), Instant.ofEpochMilli(number(item, PaymentTable.OUTBOX_AT)));
    }

    /** The part for what is set aside of a part. */
    static String aside(String shard) {
        return ASIDE + shard;
    }

    /** All events of a payment lie in one part, so that one sweep sees them in their order. */
    static String shard(PaymentId payment) {
        return Integer.toString(Math.floorMod(payment.value().hashCode(), OutboxStore.SHARDS));
    }
}
