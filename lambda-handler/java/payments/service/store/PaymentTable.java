package payments.service.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.service.domain.PaymentId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table, its key, and which kind of item lies under which key. A payment lies under its id alone; all else has a
 * prefix with {@code #}, which no payment id can have.
 *
 * <p>A table whose key also has a sort attribute cannot by itself keep an id unique: two sort values make two
 * items. Every item therefore lies at the sort value {@value #SORT_VALUE}, a number, so
 * that one conditional write still decides. Nothing is lost: an id has one item, so there is nothing to
 * sort; the time is in {@code created_at}.
 *
 * @param name name of the DynamoDB table
 * @param partitionKey attribute that holds the key, a string
 * @param sortKey attribute of the sort key, a number; empty when the table has none
 */
public record PaymentTable(String name, String partitionKey, Optional<String> sortKey) {
    /** The sparse index of events that are not sent: {@link #OUTBOX_SHARD} (string), {@link #OUTBOX_AT} (number). */
    public static final String OUTBOX_INDEX = "outbox";

    /** Partition key of the index. */
    public static final String OUTBOX_SHARD = "outbox_shard";

    /** Sort key of the index: when the event happened, in milliseconds since 1970. */
    public static final String OUTBOX_AT = "outbox_at";

    /** The attribute by which DynamoDB deletes what is no longer needed: seconds since 1970. */
    public static final String EXPIRES_AT = "expires_at";

    static final String SORT_VALUE = "0";

    /** Checks that no key attribute is also one of the items' own. */
    public PaymentTable {
        requireFree("TABLE_PARTITION_KEY", partitionKey, Attributes.ALL);
        sortKey.ifPresent(key -> requireFree("TABLE_SORT_KEY", key, Attributes.ALL));
        sortKey.ifPresent(key -> requireFree("TABLE_SORT_KEY", key, Set.of(partitionKey)));
    }

    Map<String, AttributeValue> payment(PaymentId id) {
        return key(id.value());
    }

    Map<String, AttributeValue> idempotency(String scopeDigest) {
        return key("key#" + scopeDigest);
    }

    Map<String, AttributeValue> operation(PaymentId id, String operationId) {
        return key("operation#" + id.value() + "#" + operationId);
    }

    Map<String, AttributeValue> audit(PaymentId id, long version) {
        return key("audit#" + id.value() + "#" + version);
    }

    Map<String, AttributeValue> event(PaymentId id, long sequence) {
        return key("event#" + id.value() + "#" + sequence);
    }

    Map<String, AttributeValue> sighting(String digest) {
        return key("like#" + digest);
    }

    Map<String, AttributeValue> fence(int shard) {
        return key("fence#" + shard);
    }

    private Map<String, AttributeValue> key(String value) {
        Map<String, AttributeValue> key = new HashMap<>();
        key.put(partitionKey, AttributeValue.fromS(value));
        sortKey.ifPresent(attribute -> key.put(attribute, AttributeValue.fromN(SORT_VALUE)));
        return key;
    }

    private static void requireFree(String variable, String key, Set<String> taken) {
        if (taken.contains(key)) {
            throw new IllegalStateException(
                    "%s is \"%s\", which already names another attribute of the item; use a name other than %s"
                            .formatted(variable, key, taken));
        }
    }
}
