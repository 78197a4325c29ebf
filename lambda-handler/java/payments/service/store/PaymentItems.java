package payments.service.store;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.optional;
import static payments.service.store.Attributes.text;
import static payments.service.store.Attributes.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Progress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A payment as a DynamoDB item and back. Reading is tolerant: unknown attributes are left alone, and what the first
 * version of this code did not write has a value of then. What an {@link EarlierItems earlier system} wrote is read too.
 */
public final class PaymentItems {
    static final String KIND = "payment";
    private static final long RECORD_VERSION = 2;

    private final PaymentTable table;
    private final EarlierItems earlier;

    /** Uses the key of the table. */
    public PaymentItems(PaymentTable table) {
        this.table = table;
        this.earlier = new EarlierItems(table);
    }

    /** The item of a payment that this write stores. */
    public Map<String, AttributeValue> item(Payment payment, String writeId) {
        Map<String, AttributeValue> item = table.payment(payment.id());
        item.put(Attributes.KIND, text(KIND));
        item.put(Attributes.RECORD_VERSION, number(RECORD_VERSION));
        item.put(Attributes.AMOUNT, number(payment.money().minorUnits()));
        item.put(Attributes.CURRENCY, text(payment.money().currency().code()));
        item.put(Attributes.FINGERPRINT, text(payment.fingerprint().hex()));
        item.put(Attributes.CALLER, text(payment.origin().caller()));
        item.put(Attributes.ROUTE, text(payment.origin().route()));
        item.put(Attributes.REGION, text(payment.origin().region()));
        item.put(Attributes.POSSIBLE_DUPLICATE, AttributeValue.fromBool(payment.possibleDuplicate()));
        item.put(Attributes.CREATED_AT, time(payment.createdAt()));
        table.stamp(item, payment.createdAt());
        item.put(Attributes.WRITE_ID, text(writeId));
        payment.details().values().forEach((detail, value) -> item.put(detail.field(), text(value)));
        item.putAll(progress(payment.progress()));
        return item;
    }

    /** The attributes that change. */
    static Map<String, AttributeValue> progress(Progress progress) {
        return Map.of(
                Attributes.STATUS, text(progress.status().word()),
                Attributes.CAPTURED, number(progress.capturedMinorUnits()),
                Attributes.REFUNDED, number(progress.refundedMinorUnits()),
                Attributes.VERSION, number(progress.version()),
                Attributes.UPDATED_AT, time(progress.updatedAt()));
    }

    /** The attributes that change, and for a payment of an earlier system that it is one from now on, also to who reads all. */
    static Map<String, AttributeValue> step(Payment after) {
        Map<String, AttributeValue> set = new HashMap<>(progress(after.progress()));
        after.earlier().ifPresent(earlier -> set.put(Attributes.KIND, text(KIND)));
        return set;
    }

    /** That no step was taken since; the first version of this code wrote no version, which counts as 1. */
    static Condition hasVersion(long version) {
        return version == 1
                ? new Condition(
                        "attribute_exists(#s) AND (attribute_not_exists(#v) OR #v = :v)",
                        Map.of("#s", Attributes.STATUS, "#v", Attributes.VERSION),
                        Map.of(":v", number(1)))
                : Condition.equal(Attributes.VERSION, number(version));
    }

    /**
     * Reads an item.
     *
     * @throws UnreadablePaymentException when an earlier system wrote it and it cannot be read
     * @throws IllegalStateException when it is no payment: then the table is at fault, not the caller
     */
    public Payment payment(Map<String, AttributeValue> item) {
        if (EarlierItems.isOne(item)) {
            return earlier.payment(item);
        }
        try {
            return parsed(item);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("a stored payment cannot be read; something else writes to the table", e);
        }
    }

    private Payment parsed(Map<String, AttributeValue> item) {
        Instant createdAt = time(item, Attributes.CREATED_AT);
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (Detail detail : Detail.values()) {
            optional(item, detail.field()).ifPresent(value -> details.put(detail, value.s()));
        }
        return new Payment(
                new PaymentId(text(item, table.partitionKey())),
                new Origin(
                        optional(item, Attributes.CALLER).map(AttributeValue::s).orElse(Origin.ANONYMOUS),
                        optional(item, Attributes.ROUTE).map(AttributeValue::s).orElse(""),
                        optional(item, Attributes.REGION).map(AttributeValue::s).orElse("")),
                new Money(number(item, Attributes.AMOUNT), Currencies.ofStored(text(item, Attributes.CURRENCY))),
                new PaymentDetails(details),
                new Fingerprint(text(item, Attributes.FINGERPRINT)),
                optional(item, Attributes.POSSIBLE_DUPLICATE)
                        .map(AttributeValue::bool)
                        .orElse(false),
                createdAt,
                new Progress(
                        PaymentStatus.of(text(item, Attributes.STATUS)),
                        number(item, Attributes.CAPTURED, 0),
                        number(item, Attributes.REFUNDED, 0),
                        number(item, Attributes.VERSION, 1),
                        optional(item, Attributes.UPDATED_AT)
                                .map(value -> Instant.parse(value.s()))
                                .orElse(createdAt)));
    }
}
