package payments.infrastructure.config;

/**
 * The DynamoDB table that holds the payments. Its partition key alone identifies a payment: a condition on one key is
 * what makes a retried request write once.
 *
 * @param partitionKey name of the partition key attribute, a string
 */
public record TableSettings(
        @Fallback("payment_id")
        @Matches(value = "[A-Za-z0-9_.-]{1,255}", says = "1 to 255 letters, digits or any of _ . -")
        @Describe("Name of the partition key attribute (string)")
        String partitionKey) {
    public TableSettings {
        Constraints.check(TableSettings.class, partitionKey);
    }
}
