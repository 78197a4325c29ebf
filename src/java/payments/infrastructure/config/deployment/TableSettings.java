package payments.infrastructure.config.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.AttributeNames;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * The DynamoDB table that holds the payments. Its partition key alone identifies a payment: a condition on one key is
 * what makes a retried request write once.
 *
 * @param partitionKey name of the partition key attribute, a string
 * @param sortKey name of the sort key attribute, a number; the service writes the same value to every item, so that the
 *     partition key still decides (decision 0005). Null for none
 * @param timestamp attribute in which a payment also says when it was made, in seconds since 1970, for indexes that
 *     want a number; null for none
 * @param indexes global secondary indexes of payments
 * @param auditTable a table of its own for audit records; null to store them beside the payments
 */
public record TableSettings(
        @Fallback("payment_id")
        @Matches(value = AttributeNames.FORM, says = AttributeNames.SAYS)
        @Obeys(ValueRule.OWN_ATTRIBUTE)
        @Describe("Name of the partition key attribute (string)")
        String partitionKey,

        @Matches(value = AttributeNames.FORM, says = AttributeNames.SAYS)
        @Obeys(ValueRule.OWN_ATTRIBUTE)
        @Describe(
                "Name of the sort key attribute (number), where a table must have one; its value is the same in every item")
        @Nullable String sortKey,

        @Matches(value = AttributeNames.FORM, says = AttributeNames.SAYS)
        @Obeys(ValueRule.OWN_ATTRIBUTE)
        @Describe("Name of an attribute (number) for indexes: when the payment was made, in seconds since 1970")
        @Nullable String timestamp,

        @Fallback("")
        @Size(min = 0, max = 19) @Describe(
                "Global secondary indexes of payments. An index by an attribute of few values, such as the status, takes at most"
                        + " 1,000 writes a second of each value, and holds up the table beyond that")
        List<TableIndex> indexes,

        @Describe("A table of its own for audit records; without it they lie beside the payments") @Nullable AuditTableSettings auditTable)
        implements Validated {
    /** Attributes that the service writes to every payment, or to those that have them, and that an index may use. */
    public static final Set<String> PAYMENT_ATTRIBUTES = Set.of(
            "caller",
            "created_at",
            "currency",
            "customer_id",
            "merchant_id",
            "payment_method",
            "reference",
            "region",
            "status",
            "updated_at");

    /** Attributes that the service writes to every audit record and that an index may use. */
    public static final Set<String> AUDIT_ATTRIBUTES =
            Set.of("action", "actor", "correlation_id", "occurred_at", "payment", "status");

    public TableSettings {
        indexes = List.copyOf(indexes);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (partitionKey.equals(sortKey)
                || partitionKey.equals(timestamp)
                || (sortKey != null && sortKey.equals(timestamp))) {
            contradictions.add(
                    "%s name one attribute twice; give each a name of its own"
                            .formatted(given(partitionKey, sortKey, timestamp)),
                    "sortKey",
                    "timestamp",
                    "partitionKey");
        }
        if (auditTable != null && auditTable.partitionKey().equals(timestamp)) {
            contradictions.add(
                    "timestamp and auditTable.partitionKey are both %s, and the service writes both to each audit record; give each a name of its own"
                            .formatted(timestamp),
                    "timestamp",
                    "auditTable.partitionKey");
        }
        require(contradictions, "indexes", indexes, PAYMENT_ATTRIBUTES, timestamp);
        if (auditTable != null) {
            require(contradictions, "auditTable.indexes", auditTable.indexes(), AUDIT_ATTRIBUTES, timestamp);
        }
    }

    /** The keys with their values, without those that the table does not have. */
    private static String given(String partitionKey, @Nullable String sortKey, @Nullable String timestamp) {
        List<String> given = new ArrayList<>(List.of("partitionKey " + partitionKey));
        if (sortKey != null) {
            given.add("sortKey " + sortKey);
        }
        if (timestamp != null) {
            given.add("timestamp " + timestamp);
        }
        return String.join(" and ", given);
    }

    private static void require(
            Contradictions contradictions,
            String where,
            List<TableIndex> indexes,
            Set<String> written,
            @Nullable String timestamp) {
        Set<String> allowed = new HashSet<>(written);
        if (timestamp != null) {
            allowed.add(timestamp);
        }
        Map<String, TableIndex> names = new HashMap<>();
        for (int i = 0; i < indexes.size(); i++) {
            TableIndex index = indexes.get(i);
            String key = "%s[%d]".formatted(where, i);
            if (names.put(index.name(), index) != null) {
                contradictions.add(
                        "%s has two of the name %s; name each differently".formatted(where, index.name()),
                        key + ".name");
            }
            for (String attribute : index.attributes()) {
                if (!allowed.contains(attribute)) {
                    contradictions.add(
                            "%s: index %s is by %s, which the service does not write, so it would stay empty; use one of %s%s"
                                    .formatted(
                                            where,
                                            index.name(),
                                            attribute,
                                            new ArrayList<>(allowed)
                                                    .stream().sorted().toList(),
                                            timestamp == null ? ", or name the attribute in 'timestamp'" : ""),
                            key + (attribute.equals(index.partitionKey()) ? ".partitionKey" : ".sortKey"),
                            "timestamp");
                }
            }
        }
    }
}
