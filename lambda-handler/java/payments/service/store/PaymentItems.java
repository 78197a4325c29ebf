package payments.service.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import payments.service.domain.Currencies;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A payment as a DynamoDB item and back. */
final class PaymentItems {
    static final String SORT_VALUE = "0";

    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String STATUS = "status";
    private static final String CREATED_AT = "created_at";
    private static final String FINGERPRINT = "fingerprint";

    /** Names the write that made the item, so that a writer who lost the answer knows its own item again. */
    static final String WRITE_ID = "write_id";

    static final Set<String> ATTRIBUTES = Set.of(AMOUNT, CURRENCY, STATUS, CREATED_AT, FINGERPRINT, WRITE_ID);

    /** Fixed width, so that the strings sort by time. */
    private static final DateTimeFormatter UTC_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PaymentTable table;

    PaymentItems(PaymentTable table) {
        this.table = table;
    }

    Map<String, AttributeValue> key(PaymentId id) {
        Map<String, AttributeValue> key = new HashMap<>();
        key.put(table.partitionKey(), AttributeValue.fromS(id.value()));
        table.sortKey().ifPresent(name -> key.put(name, AttributeValue.fromN(SORT_VALUE)));
        return key;
    }

    Map<String, AttributeValue> item(Payment payment, String writeId) {
        Map<String, AttributeValue> item = key(payment.id());
        item.put(AMOUNT, AttributeValue.fromN(Long.toString(payment.money().minorUnits())));
        item.put(CURRENCY, AttributeValue.fromS(payment.money().currency().code()));
        item.put(STATUS, AttributeValue.fromS(payment.status().word()));
        item.put(CREATED_AT, AttributeValue.fromS(UTC_MILLIS.format(payment.createdAt())));
        item.put(FINGERPRINT, AttributeValue.fromS(payment.fingerprint().hex()));
        item.put(WRITE_ID, AttributeValue.fromS(writeId));
        return item;
    }

    /**
     * Reads an item.
     *
     * @throws IllegalStateException when it is no payment: then the table is at fault, not the caller
     */
    Payment payment(Map<String, AttributeValue> item) {
        try {
            return parsed(item);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("a stored payment cannot be read; something else writes to the table", e);
        }
    }

    private Payment parsed(Map<String, AttributeValue> item) {
        long minorUnits = Long.parseLong(attribute(item, AMOUNT).n());
        return new Payment(
                new PaymentId(attribute(item, table.partitionKey()).s()),
                new Money(minorUnits, Currencies.of(attribute(item, CURRENCY).s())),
                PaymentStatus.of(attribute(item, STATUS).s()),
                Instant.parse(attribute(item, CREATED_AT).s()),
                new Fingerprint(attribute(item, FINGERPRINT).s()));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "a stored payment has no attribute \"%s\"; something else writes to the table".formatted(name));
        }
        return value;
    }
}
