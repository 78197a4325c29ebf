package payments.service.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.contract.FunctionVariable;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table, its key, and which kind of item lies under which key. A payment lies under its id alone; all else has a
 * prefix with {@code #}, which no payment id can have.
 *
 * <p>A table whose key also has a sort attribute cannot by itself make an id unique: two sort values make two
 * items. Every item therefore lies at the sort value {@value #SORT_VALUE}, a number, so
 * that one conditional write still decides. Nothing is lost: an id has one item, so there is nothing to
 * sort; the time is in {@code created_at}. Items of an earlier system lie at the time when it wrote them, which is above
 * that value; the store looks for those first.
 *
 * @param name name of the DynamoDB table
 * @param partitionKey attribute that holds the key, a string
 * @param sortKey attribute of the sort key, a number; empty when the table has none
 * @param timestamp attribute in which payments and the records of an audit table also say when they were made, in
 *     seconds since 1970, for an index that wants a number; empty when no index does
 * @param audit where audit records go; empty when they lie beside the payments
 */
public record PaymentTable(
        String name,
        String partitionKey,
        Optional<String> sortKey,
        Optional<String> timestamp,
        Optional<AuditTable> audit) {
    /** The sparse index of events that are not sent: {@link #OUTBOX_SHARD} (string), {@link #OUTBOX_AT} (number). */
    public static final String OUTBOX_INDEX = "outbox";

    /** Partition key of the index. */
    public static final String OUTBOX_SHARD = "outbox_shard";

    /** Sort key of the index: when the event happened, in milliseconds since 1970. */
    public static final String OUTBOX_AT = "outbox_at";

    /** The attribute by which DynamoDB deletes what is no longer needed: seconds since 1970. */
    public static final String EXPIRES_AT = "expires_at";

    static final String SORT_VALUE = "0";

    /**
     * A table of audit records alone.
     *
     * @param name name of the DynamoDB table
     * @param partitionKey attribute that holds the key, a string
     */
    public record AuditTable(String name, String partitionKey) {
        /** Checks that the key attribute is not also one of the record's own. */
        public AuditTable {
            requireFree(FunctionVariable.AUDIT_PARTITION_KEY, partitionKey, Attributes.ALL);
        }
    }

    /** Checks that no key attribute is also one of the items' own. */
    public PaymentTable {
        requireFree(FunctionVariable.TABLE_PARTITION_KEY, partitionKey, Attributes.ALL);
        sortKey.ifPresent(key -> requireFree(FunctionVariable.TABLE_SORT_KEY, key, Attributes.ALL));
        sortKey.ifPresent(key -> requireFree(FunctionVariable.TABLE_SORT_KEY, key, Set.of(partitionKey)));
        timestamp.ifPresent(key -> requireFree(FunctionVariable.TABLE_TIMESTAMP, key, Attributes.ALL));
        Set<String> keys =
                Stream.concat(Stream.of(partitionKey), sortKey.stream()).collect(Collectors.toSet());
        timestamp.ifPresent(key -> requireFree(FunctionVariable.TABLE_TIMESTAMP, key, keys));
        audit.ifPresent(table -> timestamp.ifPresent(
                key -> requireFree(FunctionVariable.TABLE_TIMESTAMP, key, Set.of(table.partitionKey()))));
    }

    /** A table that holds everything, without an index by number. */
    public PaymentTable(String name, String partitionKey, Optional<String> sortKey) {
        this(name, partitionKey, sortKey, Optional.empty(), Optional.empty());
    }

    Map<String, AttributeValue> payment(PaymentId id) {
        return key(id.value());
    }

    /** Where a payment lies. One of an earlier system has a sort value of its own. */
    Map<String, AttributeValue> payment(Payment payment) {
        Map<String, AttributeValue> key = payment(payment.id());
        payment.earlier()
                .ifPresent(record -> sortKey.ifPresent(
                        attribute -> key.put(attribute, AttributeValue.fromN(Long.toString(record.timestamp())))));
        return key;
    }

    Map<String, AttributeValue> idempotency(String scopeDigest) {
        return key("key#" + scopeDigest);
    }

    Map<String, AttributeValue> operation(PaymentId id, String operationId) {
        return key("operation#" + id.value() + "#" + operationId);
    }

    Map<String, AttributeValue> audit(PaymentId id, long version) {
        String value = "audit#" + id.value() + "#" + version;
        return audit.<Map<String, AttributeValue>>map(
                        table -> new HashMap<>(Map.of(table.partitionKey(), AttributeValue.fromS(value))))
                .orElseGet(() -> key(value));
    }

    /** The table that audit records go to. */
    String auditName() {
        return audit.map(AuditTable::name).orElse(name);
    }

    /** That no audit record lies under its key yet. */
    Condition auditAbsent() {
        return audit.map(table -> Condition.absent(table.partitionKey())).orElseGet(() -> Condition.absent(this));
    }

    /** Adds when an item was made, where an index wants it. */
    void stamp(Map<String, AttributeValue> item, Instant at) {
        timestamp.ifPresent(attribute -> item.put(attribute, AttributeValue.fromN(Long.toString(at.getEpochSecond()))));
    }

    Map<String, AttributeValue> event(PaymentId id, long sequence) {
        return key("event#" + id.value() + "#" + sequence);
    }

    Map<String, AttributeValue> similar(String digest) {
        return key("like#" + digest);
    }

    Map<String, AttributeValue> fence(int shard) {
        return key("fence#" + shard);
    }

    /** Why the fence was moved to this epoch. */
    Map<String, AttributeValue> handover(long epoch) {
        return key("handover#" + epoch);
    }

    private Map<String, AttributeValue> key(String value) {
        Map<String, AttributeValue> key = new HashMap<>();
        key.put(partitionKey, AttributeValue.fromS(value));
        sortKey.ifPresent(attribute -> key.put(attribute, AttributeValue.fromN(SORT_VALUE)));
        return key;
    }

    private static void requireFree(FunctionVariable variable, String key, Set<String> taken) {
        if (taken.contains(key)) {
            throw new IllegalStateException(
                    "%s is \"%s\", which already names another attribute of the item; use a name other than %s"
                            .formatted(variable, key, taken));
        }
    }
}
