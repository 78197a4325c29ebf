package payments.service.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.service.domain.Detail;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names and forms of attributes. Numbers are whole numbers, always: no amount ever passes through a float. */
public final class Attributes {
    public static final String KIND = "kind";
    public static final String RECORD_VERSION = "record_version";
    public static final String AMOUNT = "amount";
    public static final String CURRENCY = "currency";
    public static final String STATUS = "status";
    public static final String CREATED_AT = "created_at";
    public static final String UPDATED_AT = "updated_at";
    public static final String FINGERPRINT = "fingerprint";
    public static final String CALLER = "caller";
    public static final String ROUTE = "route";
    public static final String REGION = "region";
    public static final String CAPTURED = "captured";
    public static final String REFUNDED = "refunded";
    public static final String VERSION = "version";
    public static final String POSSIBLE_DUPLICATE = "possible_duplicate";

    /** Names the write that made the item, so that a writer who lost the answer knows its own item again. */
    public static final String WRITE_ID = "write_id";

    /** The payment that an item other than the payment belongs to. */
    public static final String PAYMENT = "payment";

    public static final String OPERATION = "operation";
    public static final String TRANSITION = "transition";
    public static final String ACTION = "action";
    public static final String ACTOR = "actor";
    public static final String CORRELATION_ID = "correlation_id";
    public static final String EVENT_ID = "event_id";
    public static final String TYPE = "type";
    public static final String SEQUENCE = "sequence";
    public static final String OCCURRED_AT = "occurred_at";
    public static final String SENT_AT = "sent_at";
    public static final String OWNER_REGION = "owner_region";
    public static final String EPOCH = "epoch";
    public static final String REASON = "reason";

    /** On a payment or an operation that came from a log of effects; what a region had before may differ from what the log says. */
    public static final String FROM_LOG = "from_log";

    public static final Set<String> ALL = Stream.concat(
                    Stream.of(
                            KIND,
                            RECORD_VERSION,
                            AMOUNT,
                            CURRENCY,
                            STATUS,
                            CREATED_AT,
                            UPDATED_AT,
                            FINGERPRINT,
                            CALLER,
                            ROUTE,
                            REGION,
                            CAPTURED,
                            REFUNDED,
                            VERSION,
                            POSSIBLE_DUPLICATE,
                            WRITE_ID,
                            PAYMENT,
                            OPERATION,
                            TRANSITION,
                            ACTION,
                            ACTOR,
                            CORRELATION_ID,
                            EVENT_ID,
                            TYPE,
                            SEQUENCE,
                            OCCURRED_AT,
                            SENT_AT,
                            OWNER_REGION,
                            EPOCH,
                            REASON,
                            FROM_LOG,
                            "outbox_shard",
                            "outbox_at",
                            "expires_at"),
                    Arrays.stream(Detail.values()).map(Detail::field))
            .collect(Collectors.toUnmodifiableSet());

    /** Fixed width, so that the strings sort by time. */
    private static final DateTimeFormatter UTC_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Attributes() {}

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    public static AttributeValue time(Instant value) {
        return AttributeValue.fromS(UTC_MILLIS.format(value));
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(AttributeValue::s).orElseThrow(() -> missing(name));
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(optional(item, name).map(AttributeValue::n).orElseThrow(() -> missing(name)));
    }

    /** For attributes that records of an earlier version of this code do not have. */
    public static long number(Map<String, AttributeValue> item, String name, long otherwise) {
        return optional(item, name).map(AttributeValue::n).map(Long::parseLong).orElse(otherwise);
    }

    public static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.parse(text(item, name));
    }

    public static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException(
                "a stored record has no attribute \"%s\"; something else writes to the table".formatted(name));
    }
}
