package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Range;

/**
 * Customer-managed KMS keys.
 *
 * @param deletionWindowDays days between the order to delete a key and its deletion
 */
public record EncryptionSettings(
        @Fallback("30") @Range(min = 7, max = 30) @Describe("Days between the order to delete a key and its deletion")
        int deletionWindowDays) {
    /** The longest that KMS waits. */
    public static final EncryptionSettings LONGEST = new EncryptionSettings(30);
}
