package payments.service.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must be true of an item for a write to happen.
 *
 * @param expression a condition expression
 * @param names its placeholders for names
 * @param values its placeholders for values
 */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    /** There is no such item. */
    static Condition absent(PaymentTable table) {
        return absent(table.partitionKey());
    }

    /** There is no such item in a table whose key this attribute is. */
    static Condition absent(String partitionKey) {
        return new Condition("attribute_not_exists(#key)", Map.of("#key", partitionKey), Map.of());
    }

    /** Whatever is there. */
    static Condition always(PaymentTable table) {
        return new Condition(
                "attribute_exists(#key) OR attribute_not_exists(#key)", Map.of("#key", table.partitionKey()), Map.of());
    }

    /** There is no such item, or it counts no more. DynamoDB deletes expired items late. */
    static Condition absentOrExpired(PaymentTable table, long nowSeconds) {
        return new Condition(
                "attribute_not_exists(#key) OR #expires < :now",
                Map.of("#key", table.partitionKey(), "#expires", PaymentTable.EXPIRES_AT),
                Map.of(":now", Attributes.number(nowSeconds)));
    }

    /** There is no similar, or the one that is there is not near this one. */
    static Condition noneNear(PaymentTable table, SimilarPayment similar) {
        return new Condition(
                "attribute_not_exists(#key) OR #at < :from OR #at > :to",
                Map.of("#key", table.partitionKey(), "#at", Attributes.OCCURRED_AT),
                Map.of(
                        ":from", Attributes.time(similar.at().minus(SimilarPayment.WINDOW)),
                        ":to", Attributes.time(similar.at().plus(SimilarPayment.WINDOW))));
    }

    /** An attribute has a value. */
    static Condition equal(String attribute, AttributeValue value) {
        return new Condition("#a = :a", Map.of("#a", attribute), Map.of(":a", value));
    }

    /** There is no such item, or one without the number, or with one that is not higher. */
    static Condition absentOrAtMost(String attribute, AttributeValue value) {
        return new Condition("attribute_not_exists(#a) OR #a <= :a", Map.of("#a", attribute), Map.of(":a", value));
    }

    /** There is no such item, or an attribute has a value. */
    static Condition absentOrEqual(PaymentTable table, String attribute, AttributeValue value) {
        return new Condition(
                "attribute_not_exists(#key) OR #a = :a",
                Map.of("#key", table.partitionKey(), "#a", attribute),
                Map.of(":a", value));
    }

    /** DynamoDB refuses an empty map of values. */
    @Nullable Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }
}
