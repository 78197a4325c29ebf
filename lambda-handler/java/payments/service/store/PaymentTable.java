package payments.service.store;

import java.util.Optional;
import java.util.Set;

/**
 * The table and its key.
 *
 * <p>A table whose key also has a sort attribute cannot by itself keep an id unique: two sort values make two
 * items. The payment therefore always lies at the sort value {@value PaymentItems#SORT_VALUE}, a number, so
 * that the one conditional write still decides. Nothing is lost: an id has one item, so there is nothing to
 * sort; the time is in {@code created_at}.
 *
 * @param name name of the DynamoDB table
 * @param partitionKey attribute that holds the payment id, a string
 * @param sortKey attribute of the sort key, a number; empty when the table has none
 */
public record PaymentTable(String name, String partitionKey, Optional<String> sortKey) {

    /** Checks that no key attribute is also one of the payment's own. */
    public PaymentTable {
        requireFree("TABLE_PARTITION_KEY", partitionKey, PaymentItems.ATTRIBUTES);
        sortKey.ifPresent(key -> requireFree("TABLE_SORT_KEY", key, PaymentItems.ATTRIBUTES));
        sortKey.ifPresent(key -> requireFree("TABLE_SORT_KEY", key, Set.of(partitionKey)));
    }

    private static void requireFree(String variable, String key, Set<String> taken) {
        if (taken.contains(key)) {
            throw new IllegalStateException(
                    "%s is \"%s\", which already names another attribute of the item; use a name other than %s"
                            .formatted(variable, key, taken));
        }
    }
}
