package payments.service.store;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.optional;
import static payments.service.store.Attributes.text;
import static payments.service.store.Attributes.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.Currencies;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is written beside a payment: keys, operations, audit records, similar payments. */
final class RecordItems {
    /** A similar only matters for seconds; the rest is for clocks that disagree. */
    private static final Duration SIMILAR_PAYMENT_LIFE = Duration.ofHours(1);

    private final PaymentTable table;

    RecordItems(PaymentTable table) {
        this.table = table;
    }

    Map<String, AttributeValue> item(IdempotencyRecord record, String writeId) {
        Map<String, AttributeValue> item = table.idempotency(record.scopeDigest());
        describe(item, "idempotency", record.paymentId());
        item.put(Attributes.FINGERPRINT, text(record.fingerprint().hex()));
        item.put(PaymentTable.EXPIRES_AT, number(record.expiresAt().getEpochSecond()));
        item.put(Attributes.WRITE_ID, text(writeId));
        return item;
    }

    IdempotencyRecord idempotency(String scopeDigest, Map<String, AttributeValue> item) {
        return new IdempotencyRecord(
                scopeDigest,
                new PaymentId(text(item, Attributes.PAYMENT)),
                new Fingerprint(text(item, Attributes.FINGERPRINT)),
                Instant.ofEpochSecond(number(item, PaymentTable.EXPIRES_AT)));
    }

    Map<String, AttributeValue> item(OperationRecord record, String writeId) {
        Map<String, AttributeValue> item = table.operation(record.paymentId(), record.operationId());
        describe(item, "operation", record.paymentId());
        item.put(Attributes.OPERATION, text(record.operationId()));
        item.put(Attributes.TRANSITION, text(record.transition().word()));
        record.requested().ifPresent(money -> putMoney(item, money));
        item.put(Attributes.WRITE_ID, text(writeId));
        return item;
    }

    OperationRecord operation(Map<String, AttributeValue> item) {
        Optional<Money> requested = optional(item, Attributes.AMOUNT)
                .map(amount ->
                        new Money(Long.parseLong(amount.n()), Currencies.ofStored(text(item, Attributes.CURRENCY))));
        return new OperationRecord(
                new PaymentId(text(item, Attributes.PAYMENT)),
                text(item, Attributes.OPERATION),
                Transition.of(text(item, Attributes.TRANSITION)),
                requested);
    }

    Map<String, AttributeValue> item(AuditRecord record) {
        Map<String, AttributeValue> item = table.audit(record.paymentId(), record.version());
        describe(item, "audit", record.paymentId());
        item.put(Attributes.VERSION, number(record.version()));
        item.put(Attributes.ACTION, text(record.action()));
        item.put(Attributes.STATUS, text(record.status().word()));
        item.put(Attributes.ACTOR, text(record.actor()));
        item.put(Attributes.CORRELATION_ID, text(record.correlationId()));
        item.put(Attributes.OCCURRED_AT, time(record.at()));
        // Beside the payments it would stand in their indexes by status.
        if (table.audit().isPresent()) {
            table.stamp(item, record.at());
        }
        return item;
    }

    AuditRecord audit(Map<String, AttributeValue> item) {
        return new AuditRecord(
                new PaymentId(text(item, Attributes.PAYMENT)),
                number(item, Attributes.VERSION),
                text(item, Attributes.ACTION),
                PaymentStatus.of(text(item, Attributes.STATUS)),
                text(item, Attributes.ACTOR),
                text(item, Attributes.CORRELATION_ID),
                time(item, Attributes.OCCURRED_AT));
    }

    Map<String, AttributeValue> item(SimilarPayment similar, String writeId) {
        Map<String, AttributeValue> item = table.similar(similar.digest());
        describe(item, "sighting", similar.last());
        item.put(Attributes.OCCURRED_AT, time(similar.at()));
        item.put(
                PaymentTable.EXPIRES_AT,
                number(similar.at().plus(SIMILAR_PAYMENT_LIFE).getEpochSecond()));
        item.put(Attributes.WRITE_ID, text(writeId));
        return item;
    }

    SimilarPayment similar(String digest, Map<String, AttributeValue> item) {
        return new SimilarPayment(
                digest, new PaymentId(text(item, Attributes.PAYMENT)), time(item, Attributes.OCCURRED_AT));
    }

    static void describe(Map<String, AttributeValue> item, String kind, PaymentId payment) {
        item.put(Attributes.KIND, text(kind));
        item.put(Attributes.RECORD_VERSION, number(1));
        item.put(Attributes.PAYMENT, text(payment.value()));
    }

    static void putMoney(Map<String, AttributeValue> item, Money money) {
        item.put(Attributes.AMOUNT, number(money.minorUnits()));
        item.put(Attributes.CURRENCY, text(money.currency().code()));
    }
}
