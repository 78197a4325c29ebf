package payments.service.effects;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.optional;
import static payments.service.store.Attributes.text;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.outbox.PaymentEvent;
import payments.service.store.Attributes;
import payments.service.store.AuditRecord;
import payments.service.store.Effect;
import payments.service.store.OperationRecord;
import payments.service.store.PaymentItems;
import payments.service.store.PaymentTable;
import payments.service.store.SimilarPayment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An effect as an item of the log and back: the whole payment after it, and what was done. All that follows, the event with
 * its id, the audit record, the operation, is made from these again.
 */
public final class EffectItems {
    static final String PARTITION_KEY = "payment_id";
    static final String EFFECT = "effect";
    static final String KEY = "key";
    static final String EXPIRES_AT = "expires_at";

    private static final String REQUESTED = "requested";
    private static final String MOVED = "moved";
    private static final String WRITTEN_IN = "written_in";
    private static final String SIMILAR = "similar";
    private static final String SCOPE = "scope";
    private static final String BEFORE = "before";

    /** A key's record takes the place of the first effect of the payment that the key alone would make. */
    private static final long FIRST = 1;

    private final PaymentItems payments;

    /** Reads and writes the items of a log. */
    public EffectItems(String logName) {
        this.payments = new PaymentItems(new PaymentTable(logName, PARTITION_KEY, Optional.empty()));
    }

    static Map<String, AttributeValue> key(PaymentId id, long version) {
        return key(new EffectLog.Place(id.value(), version));
    }

    static Map<String, AttributeValue> key(EffectLog.Place place) {
        Map<String, AttributeValue> key = new HashMap<>();
        key.put(PARTITION_KEY, text(place.partition()));
        key.put(Attributes.VERSION, number(place.version()));
        return key;
    }

    static EffectLog.Place place(Map<String, AttributeValue> key) {
        return new EffectLog.Place(text(key, PARTITION_KEY), number(key, Attributes.VERSION));
    }

    Map<String, AttributeValue> item(Effect effect, String writeId) {
        PaymentEvent event = effect.event();
        Map<String, AttributeValue> item = payments.item(effect.payment(), writeId);
        item.put(Attributes.KIND, text(EFFECT));
        item.put(Attributes.ACTION, text(effect.audit().action()));
        item.put(Attributes.ACTOR, text(effect.audit().actor()));
        item.put(Attributes.CORRELATION_ID, text(effect.audit().correlationId()));
        item.put(Attributes.TYPE, text(event.type().word()));
        item.put(MOVED, number(event.money().minorUnits()));
        item.put(WRITTEN_IN, text(event.region()));
        effect.similar().ifPresent(similar -> item.put(SIMILAR, text(similar.digest())));
        effect.operation().ifPresent(operation -> item.putAll(attributes(operation)));
        if (!effect.before().isEmpty()) {
            item.put(
                    BEFORE,
                    AttributeValue.fromL(effect.before().stream()
                            .map(EffectItems::attributes)
                            .map(AttributeValue::fromM)
                            .toList()));
        }
        return item;
    }

    private static Map<String, AttributeValue> attributes(OperationRecord operation) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put(Attributes.OPERATION, text(operation.operationId()));
        attributes.put(Attributes.TRANSITION, text(operation.transition().word()));
        operation.requested().ifPresent(money -> attributes.put(REQUESTED, number(money.minorUnits())));
        return attributes;
    }

    Map<String, AttributeValue> item(PaymentId byKey, IdempotencyRecord record, String writeId) {
        Map<String, AttributeValue> item = key(byKey, FIRST);
        item.put(Attributes.KIND, text(KEY));
        item.put(SCOPE, text(record.scopeDigest()));
        item.put(Attributes.PAYMENT, text(record.paymentId().value()));
        item.put(Attributes.FINGERPRINT, text(record.fingerprint().hex()));
        item.put(EXPIRES_AT, number(record.expiresAt().getEpochSecond()));
        item.put(Attributes.WRITE_ID, text(writeId));
        return item;
    }

    /** Whether an item is an effect. */
    public static boolean isEffect(Map<String, AttributeValue> item) {
        return text(EFFECT).equals(item.get(Attributes.KIND));
    }

    /** The id of the payment that an effect is of; empty for other items. */
    public static Optional<String> paymentOf(Map<String, AttributeValue> item) {
        return isEffect(item) ? optional(item, PARTITION_KEY).map(AttributeValue::s) : Optional.empty();
    }

    /** Reads an effect. */
    public LoggedEffect effect(Map<String, AttributeValue> item) {
        Payment payment = payments.payment(item);
        PaymentEvent event = PaymentEvent.of(
                PaymentEvent.Type.of(text(item, Attributes.TYPE)),
                payment,
                new Money(number(item, MOVED), payment.money().currency()),
                text(item, WRITTEN_IN),
                text(item, Attributes.CORRELATION_ID));
        AuditRecord audit = AuditRecord.of(
                payment,
                text(item, Attributes.ACTION),
                text(item, Attributes.ACTOR),
                text(item, Attributes.CORRELATION_ID));
        Optional<SimilarPayment> similar = optional(item, SIMILAR)
                .map(digest -> new SimilarPayment(digest.s(), payment.id(), payment.createdAt()));
        return new LoggedEffect(
                new Effect(payment, operation(item, payment), audit, event, similar, before(item, payment)),
                optional(item, Attributes.SENT_AT).map(AttributeValue::s).map(Instant::parse));
    }

    IdempotencyRecord record(Map<String, AttributeValue> item) {
        return new IdempotencyRecord(
                text(item, SCOPE),
                new PaymentId(text(item, Attributes.PAYMENT)),
                new Fingerprint(text(item, Attributes.FINGERPRINT)),
                Instant.ofEpochSecond(number(item, EXPIRES_AT)));
    }

    private static List<OperationRecord> before(Map<String, AttributeValue> item, Payment payment) {
        return optional(item, BEFORE).map(AttributeValue::l).orElse(List.of()).stream()
                .flatMap(one -> operation(one.m(), payment).stream())
                .toList();
    }

    private static Optional<OperationRecord> operation(Map<String, AttributeValue> item, Payment payment) {
        return optional(item, Attributes.OPERATION)
                .map(id -> new OperationRecord(
                        payment.id(),
                        id.s(),
                        Transition.of(text(item, Attributes.TRANSITION)),
                        optional(item, REQUESTED)
                                .map(AttributeValue::n)
                                .map(Long::parseLong)
                                .map(minor -> new Money(minor, payment.money().currency()))));
    }
}
